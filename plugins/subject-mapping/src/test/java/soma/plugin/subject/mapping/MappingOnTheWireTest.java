/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

/** Mappings in a whole kernel. */
final class MappingOnTheWireTest {
    @Test
    void messagesGoWhereTheFileSays() {
        try (TestKernel kernel = start("mappings { \"in.*\": \"out.{{partition(3,1)}}.$1\" }")) {
            TestConnection client = kernel.connect("").send("SUB > 1\r\n");
            for (int i = 0; i < 3; i++) {
                client.send("PUB in.foo re 2\r\nhi\r\n").expect("MSG out.0.foo 1 re 2\r\nhi\r\n");
            }
            client.send("PUB other 0\r\n\r\n").expect("MSG other 1 0\r\n\r\n");
        }
    }

    @Test
    void laterSubscriptionsToTheDestinationAreServed() {
        try (TestKernel kernel = start("mappings { in: out }")) {
            TestConnection client = kernel.connect("");
            client.send("PUB in 0\r\n\r\nPUB in 0\r\n\r\nPUB in 0\r\n\r\nSUB out 1\r\nPUB in 0\r\n\r\n");
            client.expect("MSG out 1 0\r\n\r\n");
            client.send("UNSUB 1\r\nSUB in 2\r\nPUB in 0\r\n\r\n").expect("");
        }
    }

    @Test
    void aReloadChangesMappings() {
        try (TestKernel kernel = start("")) {
            TestConnection client = kernel.connect("").send("SUB > 1\r\n");
            client.send("PUB in 0\r\n\r\nPUB in 0\r\n\r\n").expect("MSG in 1 0\r\n\r\nMSG in 1 0\r\n\r\n");
            kernel.reload("mappings { in: out }");
            client.send("PUB in 0\r\n\r\n").expect("MSG out 1 0\r\n\r\n");
            assertThrows(IllegalStateException.class, () -> kernel.reload("mappings { in: \"out..\" }"));
            client.send("PUB in 0\r\n\r\n").expect("MSG out 1 0\r\n\r\n");
            kernel.reload("");
            client.send("PUB in 0\r\n\r\n").expect("MSG in 1 0\r\n\r\n");
        }
    }

    @Test
    void lotsAreDrawnForEveryMessage() {
        try (TestKernel kernel = start("mappings { in: [ {dest: a, weight: 30%}, {dest: b, weight: 20} ] }")) {
            TestConnection client = kernel.connect("").send("SUB > 1\r\n");
            client.send("PUB in 0\r\n\r\n".repeat(2_000));
            String got = client.take();
            assertShare(0.3, got, "a");
            assertShare(0.2, got, "b");
            assertShare(0.5, got, "in");
        }
    }

    @Test
    void messagesCanBeLostOnPurpose() {
        try (TestKernel kernel = start("mappings { in: {dest: in, weight: 25} }")) {
            TestConnection client = kernel.connect("").send("SUB > 1\r\n");
            client.send("PUB in 0\r\n\r\n".repeat(2_000));
            assertShare(0.25, client.take(), "in");
        }
    }

    @Test
    void numbersAreDrawnForEveryMessage() {
        try (TestKernel kernel = start("mappings { in: \"out.{{random(4)}}\" }")) {
            TestConnection client = kernel.connect("").send("SUB out.* 1\r\nSUB out.3 2\r\n");
            client.send("PUB in 0\r\n\r\n".repeat(2_000));
            String got = client.take();
            for (int i = 0; i < 3; i++) {
                assertShare(0.25, got, "out." + i);
            }
            assertShare(0.25, got, "out.3 1");
            assertShare(0.25, got, "out.3 2");
        }
    }

    private static TestKernel start(String configuration) {
        return TestKernel.with(new SubjectMappingPlugin())
                .configuration(configuration)
                .start();
    }

    private static void assertShare(double expected, String got, String subject) {
        long count = Pattern.compile("MSG " + Pattern.quote(subject) + " ")
                .matcher(got)
                .results()
                .count();
        assertEquals(expected, count / 2_000.0, 0.05, "the share of " + subject);
        assertTrue(count > 0);
    }
}

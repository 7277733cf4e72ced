/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import soma.kernel.testkit.TestKernel;
import soma.plugin.accounts.TestUsers;

/** What is wrong with configurations is said where and as nats-server says it. */
class ConfigurationsTest {
    @TestFactory
    Stream<DynamicTest> errorsAreThoseOfNatsServer() throws IOException {
        try (InputStream in = ConfigurationsTest.class.getResourceAsStream("configurations.txt")) {
            assert in != null;
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(all.split("\n\n"))
                    .skip(1)
                    .map(part -> part.strip().split("\n"))
                    .map(lines -> DynamicTest.dynamicTest(lines[0].substring(2), () -> check(lines[1], lines[2])));
        }
    }

    private static void check(String text, String expected) {
        List<String> errors = errors("# the first line\n" + text.replace("\\n", "\n"));
        if (expected.equals("ok")) {
            assertEquals(List.of(), errors);
            return;
        }
        assertFalse(errors.isEmpty(), "no error");
        String error = errors.getFirst();
        String place = "test.conf:" + expected;
        assertTrue(error.startsWith(place), error + " (expected: " + place + ")");
        String rest = error.substring(place.length());
        assertTrue(rest.isEmpty() || rest.startsWith(" ("), "a hint at most: " + rest);
    }

    private static List<String> errors(String text) {
        return TestKernel.with(new TestUsers().plugins()).configuration(text).errors();
    }

    @Test
    void anErrorInWhatIsCheckedAtLastSaysWhereItIs() {
        assertEquals(
                List.of("test.conf:1:0: \"B\" account not defined for stream import (at test.conf:2:17)"),
                errors("accounts {\n A { imports: [ {stream: {account: B, subject: s}} ] }\n}"));
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        assertEquals(3, errors("""
                        accounts {
                          A { exports: [ {stream: s, foo: 1} ], limits { max_conn: many } }
                          B: 3
                        }""").size());
    }

    @Test
    void aSystemAccountThatIsNotThereIsNone() {
        String missing = "test.conf:1:0: error resolving system account: account missing";
        assertEquals(List.of(missing), errors("system_account: FOO"));
        assertEquals(List.of(missing), errors("system_account: \"$SYS\""));
        assertEquals(List.of(), errors("system_account: FOO\naccounts: [FOO]"));
        assertEquals(List.of(), errors("system: FOO\nno_sys_acc: true\naccounts: [FOO]"));
    }

    @Test
    void keysThatAVariableRefersToMeanNothingElse() {
        assertEquals(List.of(), errors("accounts { size: 3, A { limits { n: 5, max_conn: $size, max_subs: $n } } }"));
    }

    @Test
    void tracesWithoutDestinationAreWarnedOf() {
        List<String> warnings = TestKernel.with(new TestUsers().plugins())
                .configuration("accounts { A { msg_trace { sampling: \"10%\" } } }")
                .warnings();
        assertEquals(
                List.of("test.conf:1:15: Trace destination sampling ignored since no destination was set"), warnings);
    }
}

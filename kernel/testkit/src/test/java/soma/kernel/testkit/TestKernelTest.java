/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestKernelTest {
    @Test
    void clientsSendAndExpectText() {
        try (TestKernel kernel = TestKernel.with().start()) {
            TestConnection client = kernel.connect("");
            client.send("SUB a 1\r\nPUB a 2\r\nhi\r\nPING\r\n").expect("MSG a 1 2\r\nhi\r\nPONG\r\n");
            client.expectIn();
        }
    }

    @Test
    void timePassesWhenTheTestSaysSo() {
        try (TestKernel kernel =
                TestKernel.with().configuration("ping_interval: \"10s\"").start()) {
            TestConnection client = kernel.connect("").expectIn();
            kernel.advance(Duration.ofSeconds(30));
            assertTrue(client.take().startsWith("PING\r\n"));
            assertEquals(
                    TestKernel.BEGIN.plusSeconds(30), kernel.server().clock().instant());
        }
    }

    @Test
    void configurationIsReloaded() {
        try (TestKernel kernel =
                TestKernel.with().configuration("max_payload: 10").start()) {
            kernel.reload("max_payload: 20");
            assertEquals(20, kernel.server().limits().maxPayload());
            assertThrows(IllegalStateException.class, () -> kernel.reload("max_payload: nonsense"));
            assertTrue(RecordedLog.contains("Reloaded server configuration"));
        }
    }

    @Test
    void aReloadThatLowersMaxConnectionsClosesTheSurplus() {
        try (TestKernel kernel =
                TestKernel.with().configuration("max_connections: 3").start()) {
            List<TestConnection> clients = List.of(kernel.connect(""), kernel.connect(""), kernel.connect(""));
            kernel.reload("max_connections: 1");
            List<String> told = clients.stream().map(TestConnection::take).toList();
            assertEquals(
                    2,
                    told.stream()
                            .filter("-ERR 'maximum connections exceeded'\r\n"::equals)
                            .count(),
                    told.toString());
            assertEquals("Maximum Connections Exceeded", kernel.lastClosed().reason());
        }
    }

    @Test
    void problemsAreFoundWithoutAStart() {
        List<String> errors = TestKernel.with().configuration("cluster {}").errors();
        assertEquals(1, errors.size());
        assertTrue(errors.getFirst().startsWith("test.conf:1:0: ")
                && errors.getFirst().contains("plugin 'cluster'"));
        assertEquals(List.of(), TestKernel.with().configuration("port: 4222").errors());
    }
}

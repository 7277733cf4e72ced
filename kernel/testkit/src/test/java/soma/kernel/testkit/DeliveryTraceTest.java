/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryTraceTest {
    @BeforeEach
    void forget() {
        RecordedLog.clear();
    }

    /** Returns what was traced about messages, without whose connection it is. */
    private static List<String> traced(String direction) {
        return RecordedLog.lines().stream()
                .filter(line -> line.startsWith("TRACE ") && line.contains(direction))
                .map(line -> line.substring(line.indexOf(direction)))
                .filter(line -> line.contains("MSG"))
                .toList();
    }

    private static TestKernel kernel(String configuration) {
        return TestKernel.with().configuration(configuration).start();
    }

    @Test
    void eachDeliveryIsTracedHoweverOftenItsSubjectCame() {
        try (TestKernel kernel = kernel("")) {
            kernel.connect("\"echo\":true")
                    .send("SUB foo.* 1\r\nPUB foo.a 1\r\nx\r\nPUB foo.a r 1\r\ny\r\nPUB foo.a 0\r\n\r\nPING\r\n")
                    .expect("MSG foo.a 1 1\r\nx\r\nMSG foo.a 1 r 1\r\ny\r\nMSG foo.a 1 0\r\n\r\nPONG\r\n");
        }
        assertEquals(
                List.of(
                        "->> [MSG foo.a 1 1]",
                        "->> MSG_PAYLOAD: [\"x\"]",
                        "->> [MSG foo.a 1 r 1]",
                        "->> MSG_PAYLOAD: [\"y\"]",
                        "->> [MSG foo.a 1 0]"),
                traced("->>"));
    }

    @Test
    void membersOfQueueGroupsAreTraced() {
        try (TestKernel kernel = kernel("")) {
            kernel.connect("")
                    .send("SUB q g 7\r\nPUB q 1\r\nx\r\nPUB q 1\r\ny\r\nPUB q 1\r\nz\r\nPING\r\n")
                    .expect("MSG q 7 1\r\nx\r\nMSG q 7 1\r\ny\r\nMSG q 7 1\r\nz\r\nPONG\r\n");
        }
        assertEquals(3, traced("->>").stream().filter("->> [MSG q 7 1]"::equals).count());
    }

    @Test
    void headersAreTracedAsTheyAreSent() {
        String headers = "NATS/1.0\r\nA: b\r\n\r\n";
        try (TestKernel kernel = kernel("")) {
            kernel.connect("\"headers\":true")
                    .send("SUB h 1\r\nHPUB h 18 20\r\n" + headers + "xy\r\nPING\r\n")
                    .expect("HMSG h 1 18 20\r\n" + headers + "xy\r\nPONG\r\n");
        }
        assertEquals(
                List.of("->> [HMSG h 1 18 20]", "->> MSG_PAYLOAD: [\"NATS/1.0\\r\\nA: b\\r\\n\\r\\nxy\"]"),
                traced("->>"));
        assertEquals(List.of("<<- MSG_PAYLOAD: [\"NATS/1.0\\r\\nA: b\\r\\n\\r\\nxy\"]"), traced("<<-"));
    }

    @Test
    void traceHeadersShowsNothingElseOfAMessage() {
        String headers = "NATS/1.0\r\nA: b\r\n\r\n";
        try (TestKernel kernel = kernel("trace_headers: true")) {
            kernel.connect("\"headers\":true")
                    .send("SUB h 1\r\nPUB h 1\r\nx\r\nHPUB h 18 20\r\n" + headers + "xy\r\nPING\r\n")
                    .expect("MSG h 1 1\r\nx\r\nHMSG h 1 18 20\r\n" + headers + "xy\r\nPONG\r\n");
        }
        assertEquals(
                List.of("->> [MSG h 1 1]", "->> [HMSG h 1 18 20]", "->> MSG_PAYLOAD: [\"NATS/1.0\\r\\nA: b\"]"),
                traced("->>"));
        assertEquals(List.of("<<- MSG_PAYLOAD: [\"NATS/1.0\\r\\nA: b\"]"), traced("<<-"));
    }

    @Test
    void longMessagesAreCutWhereConfigured() {
        try (TestKernel kernel = kernel("max_traced_msg_len: 4")) {
            kernel.connect("")
                    .send("SUB a 1\r\nPUB a 4\r\n1234\r\nPUB a 5\r\n12345\r\nPING\r\n")
                    .expect("MSG a 1 4\r\n1234\r\nMSG a 1 5\r\n12345\r\nPONG\r\n");
        }
        assertEquals(
                List.of(
                        "->> [MSG a 1 4]",
                        "->> MSG_PAYLOAD: [\"1234\"]",
                        "->> [MSG a 1 5]",
                        "->> MSG_PAYLOAD: [\"1234...\"]"),
                traced("->>"));
    }

    @Test
    void whatIsSentCannotMakeALine() {
        try (TestKernel kernel = kernel("")) {
            kernel.connect("")
                    .send("SUB a 1\r\nPUB a 8\r\nx\n[1] y\u0001\r\nPING\r\n")
                    .expect("MSG a 1 8\r\nx\n[1] y\u0001\r\nPONG\r\n");
        }
        assertEquals("->> MSG_PAYLOAD: [\"x\\n[1] y\\x01\"]", traced("->>").getLast());
    }
}

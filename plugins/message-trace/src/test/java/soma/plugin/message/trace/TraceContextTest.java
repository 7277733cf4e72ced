/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.message.trace.TracedKernel.hmsg;
import static soma.plugin.message.trace.TracedKernel.hpub;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.TestConnection;

/** Messages that applications trace by themselves, in accounts that want traces of these. */
class TraceContextTest {
    private static final String SAMPLED = "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static TracedKernel kernel(String trace) {
        return new TracedKernel("accounts { A { users: [ {user: a, password: p} ], " + trace + " } }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg_trace: acc.t", "trace_dest: acc.t", "msg_trace: {dest: acc.t, sampling: \"100%\"}"})
    void theAccountSaysWhereTracesGo(String trace) {
        try (TracedKernel kernel = kernel(trace)) {
            TestConnection monitor = kernel.as("a", "", "acc.t");
            TestConnection one = kernel.as("a", "", "foo");
            one.send(hpub("foo", SAMPLED, "Nats-Trace-Only: true"));
            one.expect(hmsg("foo 1", SAMPLED, "Nats-Trace-Only: true"));
            String document = kernel.next(monitor);
            assertTrue(document.contains("\"traceparent\":[\"00-4bf92f3577b34da6a3ce929d0e0e4736-"), document);
            assertTrue(document.contains("\"type\":\"eg\""), document);
            one.send(hpub("foo", SAMPLED.replace("trace", "TRACE"), "Nats-Trace-Dest: other"));
            one.send(hpub("foo", SAMPLED.substring(0, SAMPLED.length() - 1) + "0"));
            one.send(hpub("foo", SAMPLED.substring(0, SAMPLED.length() - 2) + "81"));
            one.send(hpub("foo", "traceparent: 01"));
            one.expectIn();
            assertEquals("", monitor.take());
        }
    }

    @Test
    void withoutThatNothingIsTraced() {
        try (TracedKernel kernel = kernel("")) {
            TestConnection one = kernel.as("a", "", "foo");
            one.send(hpub("foo", SAMPLED)).expect(hmsg("foo 1", SAMPLED));
        }
    }

    @Test
    void someMessagesAreDrawn() {
        try (TracedKernel kernel = kernel("msg_trace: {dest: acc.t, sampling: 30}")) {
            TestConnection monitor = kernel.as("a", "", "acc.t");
            TestConnection one = kernel.as("a", "", "foo");
            int all = 1_000;
            one.send(hpub("foo", SAMPLED).repeat(all));
            String got = one.take();
            int disabled = count(got, SAMPLED + "\r\nNats-Trace-Dest: trace disabled\r\n\r\nx\r\n");
            int traced = count(got, SAMPLED + "\r\n\r\nx\r\n");
            assertEquals(all, disabled + traced);
            assertTrue(traced > 200 && traced < 400, "traced " + traced + " of " + all);
            kernel.kernel().await("traces", () -> count(monitor.client().received(), "MSG acc.t") == traced);
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void aReloadChangesWhereTracesGo() {
        try (TracedKernel kernel = kernel("msg_trace: one")) {
            TestConnection monitor = kernel.as("a", "", "one", "two");
            monitor.send(hpub("foo", SAMPLED));
            assertTrue(kernel.next(monitor).startsWith("MSG one 1 "));
            kernel.kernel().reload("accounts { A { users: [ {user: a, password: p} ], msg_trace: two } }");
            monitor.send(hpub("foo", SAMPLED));
            assertTrue(kernel.next(monitor).startsWith("MSG two 2 "));
        }
    }
}

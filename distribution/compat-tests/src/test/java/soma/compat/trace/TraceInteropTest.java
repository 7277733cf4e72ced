/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.compat.server.Plugins;
import soma.compat.server.ServerExecutable;

/** The same messages, sent to nats-server and to this server, are traced in the same words and have the same effects. */
class TraceInteropTest {
    private static final String TO_T = "Nats-Trace-Dest: t.ok";
    private static final String ONLY = "Nats-Trace-Only: true";
    private static final String SAMPLED = "-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-";

    /** What one client sends. */
    private record Step(String client, String bytes) {
        static Step of(String client, String subjects, String... headers) {
            String block = "NATS/1.0\r\n" + String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "") + "\r\n";
            int length = block.length();
            return new Step(client, "HPUB " + subjects + " " + length + " " + (length + 1) + "\r\n" + block + "x\r\n");
        }
    }

    private static List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (String subject :
                List.of("foo", "foo re", "nobody re", "echoed", "m.in", "d.secret", "s.told", "s.untold")) {
            steps.add(Step.of("pub", subject, TO_T));
            steps.add(Step.of("pub", subject, TO_T, ONLY));
        }
        for (String subject : List.of("ask.ok", "ask.ok rep", "q.no", "q.no rep", "q.map rep")) {
            steps.add(Step.of("bee", subject, TO_T));
            steps.add(Step.of("bee", subject, TO_T, ONLY));
        }
        for (String subject : List.of("a", "b", "m.secret", "a _R_.x")) {
            steps.add(Step.of("limited", subject, TO_T));
            steps.add(Step.of("limited", subject, TO_T, ONLY));
            steps.add(Step.of("limited", subject, "Nats-Trace-Dest: secret"));
            steps.add(Step.of("limited", subject, "Nats-Trace-Dest: secret", ONLY));
        }
        steps.add(Step.of("pub", "few", TO_T, ONLY));
        steps.add(Step.of("pub", "few", TO_T));
        steps.add(Step.of("pub", "few", TO_T));
        steps.addAll(spellings());
        steps.addAll(contexts());
        String block = "NATS/1.0\r\n" + TO_T + "\r\n\r\n";
        steps.add(new Step("pub", "HPUB foo " + block.length() + " 2000000\r\n" + block + "xxx"));
        return steps;
    }

    private static List<Step> spellings() {
        List<Step> steps = new ArrayList<>();
        for (String header : List.of(
                "nats-trace-dest: t.ok",
                "Nats-Trace-Dest:t.ok",
                "Nats-Trace-Dest:  \tt.ok \t",
                "Nats-Trace-Dest : t.ok",
                "Nats-Trace-Dest:",
                "Nats-Trace-Dest: trace disabled",
                "Nats-Trace-Dest: t.*",
                "Nats-Trace-Dest: t..x",
                "Nats-Trace-Dest: $NRG.x",
                "Nats-Trace-Dest: _GR_.x",
                "Nats-Trace-Dest: t.ok\r\nNats-Trace-Dest: t.two",
                "no colon\r\nNats-Trace-Dest: t.ok",
                "Nats-Trace-Origin-Account: x\r\nNats-Trace-Dest: t.ok")) {
            steps.add(Step.of("pub", "foo", header));
            steps.add(Step.of("pub", "foo re", header, ONLY));
        }
        for (String only : List.of("1", "ON", "True", "yes", "0", "")) {
            steps.add(Step.of("pub", "foo", TO_T, "Nats-Trace-Only: " + only));
        }
        for (String accepted : List.of("gzip", "deflate, GZIP", "zip")) {
            steps.add(Step.of("pub", "foo", TO_T, "Accept-Encoding: " + accepted));
        }
        steps.add(Step.of("pub", "foo", TO_T, "B: <&> \"", "a: \u00c3\u00a4", "B: 2", "Nats-Trace-Hop: 3"));
        return steps;
    }

    private static List<Step> contexts() {
        List<Step> steps = new ArrayList<>();
        for (String name : List.of("traceparent", "TraceParent", "TRACEPARENT")) {
            for (String flags : List.of("01", "00", "03", "81", "1", "zz", "+1")) {
                steps.add(Step.of("pub", "foo", name + ": 00" + SAMPLED + flags, ONLY));
            }
        }
        steps.add(Step.of("pub", "foo", "traceparent: 00" + SAMPLED + "01", TO_T, ONLY));
        steps.add(Step.of("bee", "ask.ok", "traceparent: 00" + SAMPLED + "01"));
        steps.add(Step.of("limited", "a", "traceparent: 00" + SAMPLED + "01"));
        return steps;
    }

    @Test
    void tracesAndEffectsAreThoseOfNatsServer() {
        ServerExecutable peer = ServerExecutable.peer();
        Plugins.require("message-trace");
        int traces = 0;
        try (TraceScene expected = TraceScene.on(peer);
                TraceScene ours = TraceScene.on(ServerExecutable.underTest())) {
            for (Step step : steps()) {
                String got = expected.play(step.client(), step.bytes());
                assertEquals(
                        got, ours.play(step.client(), step.bytes()), () -> step.client() + " sends " + step.bytes());
                traces += got.contains("{\"type\":\"in\"") ? 1 : 0;
            }
        }
        assertTrue(traces > 50, "only " + traces + " messages were traced");
    }
}

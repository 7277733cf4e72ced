/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.FleetingMessage;

class TraceContextTest {
    @Test
    void jaegerSaysSoInItsLastField() {
        assertEquals(
                Map.of("Uber-Trace-Id", List.of("a:b:c:1"), "Uberctx-User", List.of("joe")),
                of("Uber-Trace-Id: a:b:c:1\r\nUberctx-User: joe\r\nA: 1\r\n"));
        assertEquals(null, of("Uber-Trace-Id: a:b:c:0\r\nTraceparent: 0-0-0-01\r\n"));
        assertEquals(null, of("Uber-Trace-Id: a:b:c:\r\n"));
        assertEquals(null, of("Uber-Trace-Id: a:b:1\r\n"));
        assertEquals(null, of("Uber-Trace-Id: a:b:c:zz\r\n"));
    }

    @Test
    void zipkinSaysSoOrLeavesItToUs() {
        assertEquals(Map.of("X-B3-Sampled", List.of("1")), of("X-B3-Sampled: 1\r\n"));
        assertEquals(
                Map.of("X-B3-Traceid", List.of("4"), "X-B3-Spanid", List.of("5")),
                of("X-B3-TraceId: 4\r\nX-B3-SpanId: 5\r\n"));
        assertEquals(null, of("X-B3-Sampled: 0\r\nX-B3-TraceId: 4\r\n"));
        assertEquals(Map.of("B3", List.of("4-5-1-6")), of("B3: 4-5-1-6\r\n"));
        assertEquals(Map.of("B3", List.of("4-5")), of("b3: 4-5\r\n"));
        assertEquals(null, of("B3: 4-5-0-6\r\n"));
        assertEquals(null, of("B3: 0\r\n"));
    }

    @Test
    void theStandardSaysSoInItsFlags() {
        assertEquals(
                Map.of("Traceparent", List.of("00-a-b-01"), "Tracestate", List.of("z")),
                of("traceparent: 00-a-b-01\r\ntracestate: z\r\n"));
        assertEquals(null, of("Traceparent: 00-a-b-00\r\n"));
        assertEquals(null, of("Traceparent: 00-a-01\r\n"));
    }

    @Test
    void othersDoNot() {
        assertEquals(null, of("A: 1\r\nnot a header\r\n"));
    }

    private static @Nullable Map<String, Object> of(String headers) {
        List<Map<String, Object>> found = new java.util.ArrayList<>();
        byte[] block = ("NATS/1.0\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8);
        FleetingMessage.during(new soma.spi.message.HeldMessage("a", "", block, new byte[0]), message -> {
            found.add(TraceContext.of(message.headers()));
            return 0;
        });
        return found.getFirst();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditEventTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static AuditEvent event() {
        return new AuditEvent(NOON, "login");
    }

    @Test
    void isOneObjectOnOneLine() {
        assertEquals(
                "{\"time\":\"2026-11-25T12:00:00Z\",\"event\":\"login\",\"id\":7,\"user\":\"derek\",\"changes\":[\"a\",\"b\"]}\n",
                event().with("id", 7)
                        .with("user", "derek")
                        .with("account", "")
                        .with("changes", List.of("a", "b"))
                        .line());
    }

    @Test
    void textCannotEndAFieldOrALine() {
        String line = event().with("user", "x\",\"event\":\"start\"}\r\n{\u0000\u001b\u0085\u2028\u2029\ud800\\")
                .line();
        assertEquals(
                "{\"time\":\"2026-11-25T12:00:00Z\",\"event\":\"login\",\"user\":\"x\\\",\\\"event\\\":\\\"start\\\"}"
                        + "\\u000d\\u000a{\\u0000\\u001b\\u0085\\u2028\\u2029\\ud800\\\\\"}\n",
                line);
    }

    @Test
    void textIsCut() {
        String line = event().with("user", "a".repeat(10_000)).line();
        assertTrue(line.contains("\"" + "a".repeat(256) + "...\""), line);
        assertTrue(line.length() < 400, line);
    }
}

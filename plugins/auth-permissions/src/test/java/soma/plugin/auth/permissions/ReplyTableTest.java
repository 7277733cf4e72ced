/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Race;

/** Who may answer what, how often and how long. */
class ReplyTableTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration EVER = Duration.ofSeconds(-1);

    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    private ReplyTable table(int max, Duration expires) {
        var responses = new Responses(max, expires);
        var rules = new PermissionRules(new Subjects(List.of("open.>"), List.of()), Subjects.ANY, responses);
        return new ReplyTable(new CompiledRules(rules, clock), responses, clock);
    }

    private static void request(ReplyTable table, String reply) {
        FleetingMessage.during(FleetingMessage.held("service", reply, ""), message -> {
            table.requestDelivered(message);
            return 0;
        });
    }

    @Test
    void aRequestIsAnsweredAsOftenAsAllowed() {
        ReplyTable table = table(2, MINUTE);
        assertFalse(table.use("in.1"));
        request(table, "in.1");
        assertFalse(table.use("in.2"));
        assertTrue(table.use("in.1"));
        assertTrue(table.use("in.1"));
        assertFalse(table.use("in.1"));
        assertEquals(0, table.size());
    }

    @Test
    void eachRequestCountsAnew() {
        ReplyTable table = table(1, MINUTE);
        request(table, "in.1");
        assertTrue(table.use("in.1"));
        request(table, "in.1");
        assertTrue(table.use("in.1"));
        assertFalse(table.use("in.1"));
    }

    @Test
    void aGrantEndsWithItsTime() {
        ReplyTable table = table(-1, MINUTE);
        request(table, "in.1");
        now = now.plus(MINUTE);
        assertTrue(table.use("in.1"));
        now = now.plusMillis(1);
        assertFalse(table.use("in.1"));
        now = now.minusMillis(1);
        assertFalse(table.use("in.1"));
    }

    @Test
    void whatHasExpiredGoesWithTheNextRequest() {
        ReplyTable table = table(1, MINUTE);
        for (int i = 0; i < 10_000; i++) {
            request(table, "in." + i);
        }
        assertEquals(10_000, table.size());
        now = now.plus(MINUTE.plusMillis(1));
        request(table, "in.last");
        assertEquals(1, table.size());
        assertTrue(table.use("in.last"));
    }

    @Test
    void noEndMeansNoEnd() {
        ReplyTable table = table(-1, EVER);
        request(table, "in.1");
        now = now.plus(Duration.ofDays(10_000));
        for (int i = 0; i < 1_000; i++) {
            assertTrue(table.use("in.1"));
        }
    }

    @Test
    void requestsThatAreNeverAnsweredDoNotFillTheMemory() {
        ReplyTable table = table(-1, EVER);
        String padding = "x".repeat(4000);
        for (int i = 0; i < 10_000; i++) {
            request(table, "in." + padding + i);
        }
        assertTrue(table.size() <= ReplyTable.MOST / 4000, "remembered: " + table.size());
        assertTrue(table.use("in." + padding + 9_999));
        assertFalse(table.use("in." + padding + 0));
    }

    @Test
    void whatMayBePublishedAnywayIsNotRemembered() {
        ReplyTable table = table(1, MINUTE);
        request(table, "open.1");
        request(table, "");
        assertEquals(0, table.size());
    }

    @Test
    void aGrantIsUsedOnceHoweverManyTry() {
        ReplyTable table = table(1, MINUTE);
        for (int i = 0; i < 200; i++) {
            request(table, "in." + i);
        }
        var used = new AtomicInteger();
        Race.run(4, number -> {
            for (int i = 0; i < 200; i++) {
                if (table.use("in." + i)) {
                    used.incrementAndGet();
                }
                request(table, "other." + number + "." + i);
            }
        });
        assertEquals(200, used.get());
        assertEquals(800, table.size());
    }
}

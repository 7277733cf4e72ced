/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.permissions.api.TimeRule.Window;

class TimeRuleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static TimeRule rule(ZoneId zone, String... windows) {
        return new TimeRule(
                List.of(windows).stream()
                        .map(text -> text.split("-", -1))
                        .map(ends -> new Window(LocalTime.parse(ends[0]), LocalTime.parse(ends[1])))
                        .toList(),
                zone);
    }

    private static void check(TimeRule rule, String now, String end) {
        Optional<Instant> expected = end.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(end));
        assertEquals(expected, rule.openUntil(Instant.parse(now)), now);
    }

    @Test
    void isOpenFromStartUntilBeforeTheEnd() {
        TimeRule rule = rule(ZoneOffset.UTC, "08:00-17:30");
        check(rule, "2026-01-31T07:59:59Z", "");
        check(rule, "2026-01-31T08:00:00Z", "2026-01-31T17:30:00Z");
        check(rule, "2026-01-31T17:29:59.999Z", "2026-01-31T17:30:00Z");
        check(rule, "2026-01-31T17:30:00Z", "");
    }

    @Test
    void mayGoOverMidnight() {
        TimeRule rule = rule(ZoneOffset.UTC, "22:00-02:00");
        check(rule, "2026-01-31T21:59:59Z", "");
        check(rule, "2026-01-31T23:00:00Z", "2026-02-01T02:00:00Z");
        check(rule, "2026-02-01T01:59:59Z", "2026-02-01T02:00:00Z");
        check(rule, "2026-02-01T02:00:00Z", "");
        check(rule(ZoneOffset.UTC, "22:00-00:00"), "2026-01-31T23:00:00Z", "2026-02-01T00:00:00Z");
    }

    @Test
    void theLatestEndOfThoseThatAreOpenCounts() {
        TimeRule rule = rule(ZoneOffset.UTC, "08:00-12:00", "09:00-17:00", "12:00-20:00");
        check(rule, "2026-01-31T08:30:00Z", "2026-01-31T12:00:00Z");
        check(rule, "2026-01-31T11:00:00Z", "2026-01-31T17:00:00Z");
        check(rule, "2026-01-31T12:00:00Z", "2026-01-31T20:00:00Z");
    }

    @Test
    void theZoneSaysWhatTimeItIs() {
        TimeRule rule = rule(BERLIN, "08:00-17:00");
        check(rule, "2026-01-31T07:00:00Z", "2026-01-31T16:00:00Z");
        check(rule, "2026-07-31T06:00:00Z", "2026-07-31T15:00:00Z");
        check(rule, "2026-07-31T05:59:59Z", "");
        check(rule(ZoneId.of("Pacific/Kiritimati"), "00:00-01:00"), "2026-01-31T10:30:00Z", "2026-01-31T11:00:00Z");
    }

    @Test
    void clocksThatChangeDoNotMatter() {
        // at 02:00 on 29 March it is 03:00 in Berlin; at 03:00 on 25 October 02:00 again
        check(rule(BERLIN, "01:00-02:30"), "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z");
        check(rule(BERLIN, "23:00-04:00"), "2026-10-25T01:30:00Z", "2026-10-25T03:00:00Z");
    }

    @Test
    void aWindowWithoutLengthIsNeverOpen() {
        check(rule(ZoneOffset.UTC, "08:00-08:00"), "2026-01-31T08:00:00Z", "");
    }

    @Test
    void noTimesAreNoRule() {
        List<Window> none = List.of();
        assertThrows(IllegalArgumentException.class, () -> new TimeRule(none, ZoneOffset.UTC));
    }
}

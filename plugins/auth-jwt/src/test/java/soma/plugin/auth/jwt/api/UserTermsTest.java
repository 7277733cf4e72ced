/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;

/** What the terms of users mean. */
class UserTermsTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3:4222, true",
        "11.1.2.3:4222, false",
        "[fd00::1]:4222, true",
        "[fe00::1]:1, false",
        "in-process, false",
        "'', false",
        "example.com:80, false",
        "[::ffff:10.1.2.3]:1, true"
    })
    void sourcesAreNetworks(String address, boolean good) {
        UserTerms terms = UserTerms.UNLIMITED.comingFrom("10.0.0.0/8", "fd00::/9");
        assertEquals(good, terms.admitsFrom(address));
        assertTrue(UserTerms.UNLIMITED.admitsFrom(address));
    }

    @Test
    void typesOfConnectionAreTakenInAnyCase() {
        UserTerms terms = UserTerms.UNLIMITED.by("websocket", "FUTURE");
        assertTrue(terms.admitsBy("WEBSOCKET"));
        assertFalse(terms.admitsBy("STANDARD"));
        assertTrue(UserTerms.UNLIMITED.admitsBy("STANDARD"));
    }

    private static Optional<Instant> until(String now, String zone, TimeRange... ranges) {
        return UserTerms.UNLIMITED.during(zone, ranges).connectedUntil(Instant.parse(now), ZoneOffset.UTC);
    }

    @Test
    void timesAreWindowsOfTheDay() {
        TimeRange day = new TimeRange("11:00:00", "22:00:00");
        assertEquals(Optional.of(Instant.parse("2026-01-01T22:00:00Z")), until("2026-01-01T13:00:00Z", "", day));
        assertEquals(Optional.empty(), until("2026-01-01T10:59:59Z", "", day));
        assertEquals(Optional.empty(), until("2026-01-01T22:00:00Z", "", day));
        assertEquals(Optional.of(Instant.MAX), until("2026-01-01T22:00:00Z", ""));
    }

    @Test
    void windowsMayCrossMidnight() {
        TimeRange night = new TimeRange("22:00:00", "06:00:00");
        assertEquals(Optional.of(Instant.parse("2026-01-02T06:00:00Z")), until("2026-01-01T23:30:00Z", "", night));
        assertEquals(Optional.of(Instant.parse("2026-01-02T06:00:00Z")), until("2026-01-02T05:00:00Z", "", night));
        assertEquals(Optional.empty(), until("2026-01-02T12:00:00Z", "", night));
    }

    @Test
    void theLongestWindowCountsAndZonesDo() {
        TimeRange one = new TimeRange("08:00:00", "09:00:00");
        TimeRange other = new TimeRange("08:00:00", "10:00:00");
        assertEquals(Optional.of(Instant.parse("2026-01-01T10:00:00Z")), until("2026-01-01T08:30:00Z", "", one, other));
        assertEquals(
                Optional.of(Instant.parse("2026-01-01T08:00:00Z")),
                until("2026-01-01T07:30:00Z", "Europe/Berlin", one));
        assertEquals(Optional.empty(), until("2026-01-01T08:30:00Z", "Nowhere", one));
        assertFalse(ZoneId.getAvailableZoneIds().isEmpty());
    }

    @Test
    void answersWithoutAnythingAllowedAllowNothingElse() {
        PermissionRules written = new PermissionRules(Subjects.ANY, Subjects.ANY, new Responses(0, Duration.ZERO));
        PermissionRules meant = UserTerms.UNLIMITED.with(written).rules();
        assertEquals(List.of(), meant.publish().allow());
        assertEquals(Responses.USUAL, meant.responses());
        assertFalse(UserTerms.UNLIMITED.with(written).hasNoPermissions());
        assertTrue(UserTerms.UNLIMITED.hasNoPermissions());
    }
}

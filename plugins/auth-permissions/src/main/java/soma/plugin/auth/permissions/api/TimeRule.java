/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import soma.spi.annotation.Api;

/**
 * Times of the day at which a user may be connected. Immutable.
 *
 * @param windows the times; at least one
 * @param zone    where it is that time
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record TimeRule(List<Window> windows, ZoneId zone) {
    /**
     * Makes a rule; the list is copied.
     *
     * @throws IllegalArgumentException if the list is empty, which would be a rule that nobody keeps
     */
    public TimeRule {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("no times (expected: at least one)");
        }
        windows = List.copyOf(windows);
    }

    /**
     * Returns until when a user may stay that is there now: the latest end of the windows that are open; empty if none is.
     */
    public Optional<Instant> openUntil(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return windows.stream()
                .flatMap(window -> Stream.of(today.minusDays(1), today)
                        .filter(day -> !now.isBefore(window.begin(day, zone)))
                        .map(day -> window.close(day, zone)))
                .filter(now::isBefore)
                .max(Comparator.naturalOrder());
    }

    /**
     * A time of every day.
     *
     * @param start when it begins
     * @param end   when it ends, on the next day if that is earlier; if both are equal it is never open
     */
    public record Window(LocalTime start, LocalTime end) {
        private Instant begin(LocalDate day, ZoneId zone) {
            return day.atTime(start).atZone(zone).toInstant();
        }

        private Instant close(LocalDate day, ZoneId zone) {
            LocalDate last = start.isAfter(end) ? day.plusDays(1) : day;
            return last.atTime(end).atZone(zone).toInstant();
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import soma.spi.annotation.Api;

/**
 * A part of the day in which a user may be connected; one that starts later than it ends goes past midnight.
 *
 * @param start when it starts, as {@code HH:MM:SS}
 * @param end   when it ends
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record TimeRange(String start, String end) {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("H:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    static Optional<LocalTime> time(String text) {
        try {
            return Optional.of(LocalTime.parse(text, FORMAT));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns when it ends, if it is on. */
    Optional<Instant> endAt(ZonedDateTime now) {
        Optional<LocalTime> from = time(start);
        Optional<LocalTime> until = time(end);
        if (from.isEmpty() || until.isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = now.toLocalDate();
        ZonedDateTime first = ZonedDateTime.of(today, from.get(), now.getZone());
        ZonedDateTime last = ZonedDateTime.of(today, until.get(), now.getZone());
        boolean crosses = first.isAfter(last);
        if (last.isAfter(now) && (crosses || first.isBefore(now))) {
            return Optional.of(last.toInstant());
        }
        ZonedDateTime tomorrow = ZonedDateTime.of(today.plusDays(1), until.get(), now.getZone());
        return crosses && first.isBefore(now) ? Optional.of(tomorrow.toInstant()) : Optional.empty();
    }
}

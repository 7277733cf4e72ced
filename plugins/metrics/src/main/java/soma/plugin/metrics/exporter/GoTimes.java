/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import soma.spi.config.Durations;

/** Reads times and durations as monitoring documents show them. */
final class GoTimes {
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
    /** Years of 365 days, then days, then what Go itself writes. */
    private static final Pattern LONG = Pattern.compile("(?:(\\d{1,4})y)?(?:(\\d{1,6})d)?(.{0,40})");

    private static final int DAYS_OF_YEAR = 365;

    private GoTimes() {}

    static Optional<Instant> time(String text) {
        if (!TIME.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the milliseconds since 1970 of a time; -1 if it is none. */
    static double millisOfTime(String text) {
        return time(text).map(time -> (double) time.toEpochMilli()).orElse(-1.0);
    }

    /** Returns the milliseconds of a duration such as {@code 1y2d3h4m5s}; -1 if it is none. */
    static double millis(String text) {
        Matcher parts = LONG.matcher(text);
        if (!parts.matches()) {
            return -1;
        }
        long days = number(parts.group(1)) * DAYS_OF_YEAR + number(parts.group(2));
        String rest = parts.group(3);
        Optional<Duration> shorter = rest.isEmpty() ? Optional.of(Duration.ZERO) : Durations.parse(rest);
        return shorter.map(d -> (double) d.plusDays(days).toMillis()).orElse(-1.0);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Returns the microseconds of a duration; -1 if it is none. */
    static double micros(String text) {
        return Durations.parse(text).map(d -> Math.floor(d.toNanos() / 1e3)).orElse(-1.0);
    }

    /** Returns the seconds of a duration; 0 if it is none. */
    static double seconds(String text) {
        return Durations.parse(text).map(d -> d.toNanos() / 1e9).orElse(0.0);
    }
}

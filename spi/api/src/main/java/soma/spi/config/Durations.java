/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import soma.spi.annotation.Api;

/** Reads and writes durations as Go spells them: {@code 300ms}, {@code 1.5h}, {@code 2h45m}. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final long MINUTE = 60_000_000_000L;

    private Durations() {}

    /** Reads a duration; empty if the text is none, or does not fit 64-bit nanoseconds. */
    public static Optional<Duration> parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher part = PART.matcher(rest);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (end < rest.length()) {
            if (!part.find(end) || part.start() != end) {
                return Optional.empty();
            }
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2)))));
            end = part.end();
        }
        if (rest.isEmpty() || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(negative ? -nanos.longValue() : nanos.longValue()));
    }

    /** Writes a duration as Go prints it: {@code 2m0s}, {@code 1h0m0s}, {@code 300ms}, {@code 1.5s}. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        long rest = Math.abs(nanos);
        if (rest < 1_000_000_000L) {
            return sign + fraction(rest);
        }
        long hours = rest / (60 * MINUTE);
        long minutes = rest / MINUTE % 60;
        String seconds = decimal(BigDecimal.valueOf(rest % MINUTE, 9)) + "s";
        String head = hours > 0 ? hours + "h" + minutes + "m" : minutes > 0 ? minutes + "m" : "";
        return sign + head + seconds;
    }

    private static String fraction(long nanos) {
        if (nanos < 1_000) {
            return nanos + "ns";
        }
        return nanos < 1_000_000
                ? decimal(BigDecimal.valueOf(nanos, 3)) + "µs"
                : decimal(BigDecimal.valueOf(nanos, 6)) + "ms";
    }

    private static String decimal(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static long unit(String name) {
        return switch (name) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> MINUTE;
            default -> 60 * MINUTE;
        };
    }
}

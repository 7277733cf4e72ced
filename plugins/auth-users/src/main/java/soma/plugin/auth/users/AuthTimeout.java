/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.Durations;
import soma.spi.config.Problems;

/** Reads {@code timeout}: seconds as a number, or a duration as text. */
final class AuthTimeout {
    private static final Duration HIGH = Duration.ofSeconds(60);
    private static final Duration MOST = Duration.ofDays(365);

    private AuthTimeout() {}

    /** Returns the timeout; empty for zero, which means the default, and after an error. */
    static Optional<Duration> read(ConfigNode node, Problems problems) {
        Optional<Duration> read = parse(node, problems);
        if (read.isEmpty() || read.get().isZero()) {
            return Optional.empty();
        }
        Duration timeout = read.get();
        if (timeout.isNegative() || timeout.compareTo(MOST) > 0) {
            problems.error(node, "'timeout' is out of range (expected: more than nothing and at most a year)");
            return Optional.empty();
        }
        if (timeout.compareTo(HIGH) > 0) {
            problems.warning(
                    node,
                    String.format(
                            Locale.ROOT,
                            "invalid use of field \"timeout\": timeout of %s (%f seconds) is high, consider keeping it"
                                    + " under 60 seconds. possibly caused by unquoted duration; use '1m' instead of 1m,"
                                    + " for example",
                            asWritten(node),
                            timeout.toMillis() / 1000.0));
        }
        return Optional.of(timeout);
    }

    private static String asWritten(ConfigNode node) {
        return switch (node.kind()) {
            case STRING -> node.text();
            case INTEGER -> Long.toString(node.integer());
            default -> Double.toString(node.number());
        };
    }

    private static Optional<Duration> parse(ConfigNode node, Problems problems) {
        if (node.kind() == Kind.STRING) {
            Optional<Duration> parsed = Durations.parse(node.text());
            if (parsed.isEmpty()) {
                problems.error(
                        node,
                        "error parsing authorization config, 'timeout' time: invalid duration \"" + node.text()
                                + "\" (expected: a number with a unit, such as \"500ms\" or \"5s\")");
            }
            return parsed;
        }
        if (node.kind() == Kind.INTEGER || node.kind() == Kind.FLOAT) {
            return Optional.of(Duration.ofNanos((long) (node.number() * 1e9)));
        }
        problems.error(
                node,
                "error parsing authorization config, 'timeout' wrong type (expected: seconds, or a duration such as"
                        + " \"5s\")");
        return Optional.empty();
    }
}

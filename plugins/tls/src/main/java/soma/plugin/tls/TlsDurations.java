/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import soma.spi.config.ConfigNode;
import soma.spi.config.Durations;
import soma.spi.config.Problems;

/** Reads times that may be given in seconds or as durations. */
final class TlsDurations {
    private static final double MOST_SECONDS = 1e9;

    private TlsDurations() {}

    /** Reads a time; null after a report that begins with the context. */
    static @Nullable Duration read(ConfigNode value, String context, Problems problems) {
        return switch (value.kind()) {
            case INTEGER, FLOAT -> {
                double seconds = Math.clamp(value.number(), -MOST_SECONDS, MOST_SECONDS);
                yield Duration.ofNanos((long) (seconds * 1e9));
            }
            case STRING -> {
                Duration parsed = Durations.parse(value.text()).orElse(null);
                if (parsed == null) {
                    problems.error(
                            value,
                            context + " time: invalid duration \"" + value.text()
                                    + "\" (expected: a number with a unit, such as \"500ms\" or \"2s\")");
                }
                yield parsed;
            }
            default -> {
                problems.error(value, context + " wrong type (expected: seconds, or a duration such as \"2s\")");
                yield null;
            }
        };
    }
}

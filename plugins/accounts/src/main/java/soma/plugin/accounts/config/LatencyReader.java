/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;

/** Reads {@code latency}: a subject, or a block with a subject and how often to measure. */
final class LatencyReader {
    private static final int ALWAYS = 100;

    private final Values values;

    LatencyReader(Values values) {
        this.values = values;
    }

    Optional<Latency> read(ConfigNode node) {
        if (node.kind() == Kind.STRING) {
            return Optional.of(new Latency(ALWAYS, node.text()));
        }
        if (node.kind() != Kind.MAP) {
            return wrong(node, "Expected latency entry to be a map/struct or string, got " + Values.goType(node));
        }
        OptionalInt sampling = node.child("sampling").map(this::sampling).orElse(OptionalInt.of(ALWAYS));
        if (sampling.isEmpty()) {
            return Optional.empty();
        }
        Optional<ConfigNode> subject = node.child("subject");
        if (subject.isEmpty()) {
            return wrong(node, "Latency subject required, but missing");
        }
        if (subject.get().kind() != Kind.STRING) {
            return wrong(subject.get(), "Expected latency subject to be a string, got " + Values.goType(subject.get()));
        }
        return Optional.of(new Latency(sampling.getAsInt(), subject.get().text()));
    }

    private Optional<Latency> wrong(ConfigNode at, String message) {
        values.fail(at, message);
        return Optional.empty();
    }

    private OptionalInt sampling(ConfigNode node) {
        return switch (node.kind()) {
            case INTEGER -> percentage(node, node.integer());
            case STRING ->
                node.text().strip().toLowerCase(Locale.ROOT).equals("headers")
                        ? OptionalInt.of(0)
                        : percentage(node, node.text());
            default -> {
                values.fail(node, "Expected latency sample to be a string or map/struct, got " + Values.goType(node));
                yield OptionalInt.empty();
            }
        };
    }

    private OptionalInt percentage(ConfigNode node, String text) {
        String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        try {
            return percentage(node, Long.parseLong(digits));
        } catch (NumberFormatException e) {
            values.fail(
                    node,
                    "Failed to parse latency sample: strconv.Atoi: parsing " + Values.quoted(digits)
                            + ": invalid syntax");
            return OptionalInt.empty();
        }
    }

    private OptionalInt percentage(ConfigNode node, long value) {
        if (value < 1 || value > ALWAYS) {
            values.fail(node, "bad sampling percentage, should be 1-100");
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) value);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Traces;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.subject.Subjects;

/** Reads {@code msg_trace}, which another plugin makes use of. */
final class TraceReader {
    private static final int ALL = 100;

    private final Values values;
    private String destination = "";
    private int sampling = ALL;
    private boolean destined;
    private boolean sampled;

    TraceReader(Values values) {
        this.values = values;
    }

    /** Returns where traces go; null for nowhere. */
    @Nullable
    Traces read(ConfigNode node) {
        switch (node.kind()) {
            case STRING -> destination("msg_trace", node);
            case MAP -> block(node);
            default ->
                values.fail(
                        node,
                        "Expected account message trace \"msg_trace\" to be a string or a map/struct, got "
                                + Values.goType(node));
        }
        return destination.isEmpty() ? null : new Traces(destination, sampling);
    }

    private void block(ConfigNode block) {
        Values.entries(block, (key, node) -> {
            switch (key) {
                case "dest" -> destination(key, node);
                case "sampling" -> sampling(node);
                default -> {
                    if (!node.isVariable()) {
                        values.fail(
                                node,
                                "Unknown field " + Values.quoted(key)
                                        + " parsing account message trace map/struct \"msg_trace\"");
                    }
                }
            }
        });
        if (sampled && !destined) {
            values.warn(block, "Trace destination sampling ignored since no destination was set");
        }
    }

    private void destination(String key, ConfigNode node) {
        destined = true;
        if (node.kind() != Kind.STRING) {
            values.fail(node, "Field " + Values.quoted(key) + " should be a string, got " + Values.goType(node));
        } else if (!Subjects.isValid(node.text()) || !Subjects.isLiteral(node.text())) {
            values.fail(node, "Trace destination " + Values.quoted(node.text()) + " is not valid");
        } else {
            destination = node.text();
        }
    }

    private void sampling(ConfigNode node) {
        sampled = true;
        switch (node.kind()) {
            case INTEGER -> percentage(node, node.integer());
            case STRING -> {
                String text = node.text();
                String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
                try {
                    percentage(node, Long.parseLong(digits));
                } catch (NumberFormatException e) {
                    values.fail(node, "Invalid trace destination sampling value " + Values.quoted(text));
                }
            }
            default ->
                values.fail(
                        node,
                        "Trace destination sampling field \"sampling\" should be an integer or a percentage, got "
                                + Values.goType(node));
        }
    }

    private void percentage(ConfigNode node, long value) {
        if (value < 1 || value > ALL) {
            values.fail(node, "Ttrace destination sampling value " + value + " is invalid, needs to be [1..100]");
        } else {
            sampling = (int) value;
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads values, reports those of the wrong kind, and remembers that there were some. */
final class Values {
    private final ConfigReader root;
    private boolean failed;

    Values(ConfigReader root) {
        this.root = root;
    }

    /** Returns whether anything was reported. */
    boolean failed() {
        return failed;
    }

    void fail(ConfigNode at, String message) {
        failed = true;
        root.problems().error(at, message);
    }

    void warn(ConfigNode at, String message) {
        root.problems().warning(at, message);
    }

    /** Returns whether a node is of a kind; reports it as nats-server does if not. */
    boolean is(ConfigNode node, Kind kind) {
        if (node.kind() != kind) {
            failed = true;
            root.mismatch(node, kind);
        }
        return node.kind() == kind;
    }

    Optional<String> text(ConfigNode node) {
        return is(node, Kind.STRING) ? Optional.of(node.text()) : Optional.empty();
    }

    boolean flag(ConfigNode node) {
        return is(node, Kind.BOOLEAN) && node.flag();
    }

    Optional<Long> integer(ConfigNode node) {
        return is(node, Kind.INTEGER) ? Optional.of(node.integer()) : Optional.empty();
    }

    List<String> texts(ConfigNode node) {
        return is(node, Kind.ARRAY)
                ? node.elements().stream().flatMap(n -> text(n).stream()).toList()
                : List.of();
    }

    /** Calls back for each entry of a map, with its key in lower case. */
    static void entries(ConfigNode map, BiConsumer<String, ConfigNode> action) {
        for (String key : map.keys()) {
            map.child(key).ifPresent(node -> action.accept(key.toLowerCase(Locale.ROOT), node));
        }
    }

    /** Reports a key that means nothing, unless a variable refers to it. */
    void unknown(String key, ConfigNode node) {
        if (!node.isVariable()) {
            fail(node, "unknown field \"" + key + '"');
        }
    }

    /** Returns what Go calls the kind of a node. */
    static String goType(ConfigNode node) {
        return switch (node.kind()) {
            case MAP -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case STRING -> "string";
            case INTEGER -> "int64";
            case FLOAT -> "float64";
            case BOOLEAN -> "bool";
            case DATETIME -> "time.Time";
        };
    }

    /** Returns a value as Go prints it; the kind of one that has parts. */
    static String shown(ConfigNode node) {
        return switch (node.kind()) {
            case STRING -> node.text();
            case INTEGER -> Long.toString(node.integer());
            case BOOLEAN -> Boolean.toString(node.flag());
            default -> goType(node);
        };
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }
}

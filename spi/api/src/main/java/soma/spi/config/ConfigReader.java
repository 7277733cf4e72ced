/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.plugin.ExtensionPoint;

/**
 * Reads the keys of one map, matching names without regard to case and reporting what does not fit. After a reported
 * problem the default is returned, so a binder goes on and finds the other problems too.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class ConfigReader {
    private final ConfigNode map;
    private final Problems problems;
    private final ConfigScope scope;
    private final String path;

    /** Makes a reader of a map that stands alone. */
    public ConfigReader(ConfigNode map, Problems problems) {
        this(map, problems, ConfigScope.ALONE);
    }

    /** Makes a reader of a whole configuration. */
    public ConfigReader(ConfigNode map, Problems problems, ConfigScope scope) {
        this(map, problems, scope, "");
    }

    private ConfigReader(ConfigNode map, Problems problems, ConfigScope scope, String path) {
        if (map.kind() != Kind.MAP) {
            throw new IllegalArgumentException("a reader needs a map, this is " + map.kind());
        }
        this.map = map;
        this.problems = problems;
        this.scope = scope;
        this.path = path;
    }

    /** Returns the extensions that plugins added to a point while declaring, in plugin order. */
    public <T> List<T> extensions(ExtensionPoint<T> point) {
        return scope.extensions(point);
    }

    /** Returns the map that is read. */
    public ConfigNode node() {
        return map;
    }

    /** Returns where problems are reported. */
    public Problems problems() {
        return problems;
    }

    /** Returns the value of a key under any of its names; the last one given wins. */
    public Optional<ConfigNode> find(String name, String... aliases) {
        Optional<ConfigNode> found = Optional.empty();
        for (String key : map.keys()) {
            String lower = key.toLowerCase(Locale.ROOT);
            boolean named = lower.equals(name) || List.of(aliases).contains(lower);
            if (named) {
                found = map.child(key);
            }
        }
        return found;
    }

    /** Returns the value of a key under any of its names; the last one given wins. */
    public Optional<ConfigNode> find(ConfigKey key) {
        return find(key.name(), key.aliases().toArray(String[]::new));
    }

    /** Returns the string of a key, or the default. */
    public String text(ConfigKey key, String otherwise) {
        return find(key).map(n -> text(n, otherwise)).orElse(otherwise);
    }

    /** Returns the string of a key, or null when it is absent. */
    public @Nullable String textOrNull(ConfigKey key) {
        return find(key).map(n -> text(n, "")).orElse(null);
    }

    /** Returns the boolean of a key, or the default. */
    public boolean flag(ConfigKey key, boolean otherwise) {
        return find(key).map(n -> flag(n, otherwise)).orElse(otherwise);
    }

    /** Returns the integer of a key, or the default; anything outside the range is reported. */
    public long integer(ConfigKey key, long otherwise, long least, long most) {
        return find(key).map(n -> integer(n, otherwise, least, most)).orElse(otherwise);
    }

    /** Returns the duration of a key, or the default; a bare integer is taken as seconds, with a warning. */
    public Duration duration(ConfigKey key, Duration otherwise) {
        return find(key).map(n -> duration(key.name(), n, otherwise)).orElse(otherwise);
    }

    /** Returns the strings of a key that takes one or several; empty when it is absent. */
    public List<String> texts(ConfigKey key) {
        return find(key).map(this::texts).orElse(List.of());
    }

    /** Returns a reader of the map under a key; empty when it is absent or, after a report, no map. */
    public Optional<ConfigReader> map(ConfigKey key) {
        return find(key).flatMap(node -> map(node, key.name()));
    }

    /**
     * Returns a reader of an entry of this map, or of an element of an array in it, that should be a map itself and whose
     * name the configuration's author chose; empty, after a report, when it is none.
     */
    public Optional<ConfigReader> map(ConfigNode node) {
        return map(node, "*");
    }

    /**
     * Returns a reader of a map that is an element of the list under a key of this map. Its keys are found in the scope as
     * {@code path.of.the.list.*.key}.
     *
     * @throws IllegalArgumentException if the element is no map
     */
    public ConfigReader element(ConfigKey list, ConfigNode element) {
        return new ConfigReader(element, problems, scope, pathOf(list.name() + ".*"));
    }

    private Optional<ConfigReader> map(ConfigNode node, String name) {
        if (node.kind() != Kind.MAP) {
            mismatch(node, Kind.MAP);
            return Optional.empty();
        }
        return Optional.of(new ConfigReader(node, problems, scope, pathOf(name)));
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Calls back for each element of an array, or for the node itself when it is no array. */
    public void each(ConfigNode node, Consumer<ConfigNode> action) {
        if (node.kind() == Kind.ARRAY) {
            node.elements().forEach(action);
        } else {
            action.accept(node);
        }
    }

    /**
     * Reports every key of the map that is not among those, that no section of another plugin owns and whose value no
     * variable refers to.
     */
    public void rejectUnknown(Set<String> known) {
        for (String key : map.keys()) {
            String lower = key.toLowerCase(Locale.ROOT);
            if (!known.contains(lower) && !scope.isOwned(pathOf(lower))) {
                map.child(key).filter(n -> !n.isVariable()).ifPresent(n -> problems.error(n, unknown(key, lower)));
            }
        }
    }

    private String unknown(String key, String lower) {
        return scope.missingOwner(pathOf(lower))
                .map(owner -> "\"" + key + "\" needs plugin '" + owner
                        + "', which is not installed. Put its jar into plugins/.")
                .orElse("unknown field \"" + key + "\"");
    }

    /** Returns the string of a node, or the default after a report. */
    public String text(ConfigNode node, String otherwise) {
        if (node.kind() == Kind.STRING) {
            return node.text();
        }
        mismatch(node, Kind.STRING);
        return otherwise;
    }

    private boolean flag(ConfigNode node, boolean otherwise) {
        if (node.kind() == Kind.BOOLEAN) {
            return node.flag();
        }
        mismatch(node, Kind.BOOLEAN);
        return otherwise;
    }

    private long integer(ConfigNode node, long otherwise, long least, long most) {
        if (node.kind() != Kind.INTEGER) {
            mismatch(node, Kind.INTEGER);
            return otherwise;
        }
        long value = node.integer();
        if (value < least || value > most) {
            problems.error(node, value + " is out of range (expected: " + least + " to " + most + ")");
            return otherwise;
        }
        return value;
    }

    private Duration duration(String name, ConfigNode node, Duration otherwise) {
        if (node.kind() == Kind.INTEGER) {
            problems.warning(
                    node, "invalid use of field \"" + name + "\": " + name + " should be converted to a duration");
            return Duration.ofSeconds(node.integer());
        }
        if (node.kind() != Kind.STRING) {
            mismatch(node, Kind.STRING);
            return otherwise;
        }
        Optional<Duration> parsed = Durations.parse(node.text());
        if (parsed.isEmpty()) {
            problems.error(
                    node,
                    "error parsing " + name + ": time: invalid duration \"" + node.text()
                            + "\" (expected: a number with a unit, such as \"300ms\", \"10s\" or \"2h45m\")");
        }
        return parsed.orElse(otherwise);
    }

    private List<String> texts(ConfigNode node) {
        var found = new java.util.ArrayList<String>();
        each(node, n -> found.add(text(n, "")));
        return List.copyOf(found);
    }

    /** Reports that a value is of another kind than expected. */
    public void mismatch(ConfigNode node, Kind expected) {
        problems.error(
                node,
                "interface conversion: interface {} is " + goName(node.kind()) + ", not " + goName(expected)
                        + " (expected: " + words(expected) + ")");
    }

    private static String goName(Kind kind) {
        return switch (kind) {
            case MAP -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case STRING -> "string";
            case INTEGER -> "int64";
            case FLOAT -> "float64";
            case BOOLEAN -> "bool";
            case DATETIME -> "time.Time";
        };
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case MAP -> "a block in braces";
            case ARRAY -> "a list in brackets";
            case STRING -> "text; put it in quotes";
            case INTEGER -> "a whole number";
            case FLOAT -> "a number";
            case BOOLEAN -> "true or false";
            case DATETIME -> "a date and time such as 2026-01-31T12:00:00Z";
        };
    }
}

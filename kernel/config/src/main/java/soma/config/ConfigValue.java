/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import soma.spi.config.ConfigNode;

/**
 * A value of a tree, with its size and depth counted when it is made: variables let a short file describe a huge or
 * very deep tree, because equal parts are shared, and both must be known before anyone walks it.
 */
final class ConfigValue implements ConfigNode {
    private final Object value;
    private final Position position;
    private final Position keyPosition;
    private final boolean commandLine;
    private final boolean variable;
    private final long size;
    private final int depth;

    private ConfigValue(Object value, Position position, boolean commandLine) {
        this.value = value;
        this.position = position;
        this.keyPosition = position;
        this.commandLine = commandLine;
        this.variable = false;
        long total = 1;
        int deepest = 0;
        for (ConfigNode child : children(value)) {
            ConfigValue part = (ConfigValue) child;
            total = Math.min(total + part.size, Long.MAX_VALUE / 2);
            deepest = Math.max(deepest, part.depth);
        }
        this.size = value instanceof String text ? 1 + text.length() : total;
        this.depth = deepest + 1;
    }

    /** Copies a value without looking at its parts, of which there may be many. */
    private ConfigValue(ConfigValue of, Position position, Position keyPosition, boolean variable) {
        this.value = of.value;
        this.position = position;
        this.keyPosition = keyPosition;
        this.commandLine = of.commandLine;
        this.variable = variable;
        this.size = of.size;
        this.depth = of.depth;
    }

    static ConfigValue scalar(Object value, Position position) {
        return new ConfigValue(value, position, false);
    }

    static ConfigValue fromFlag(Object value, Position position) {
        return new ConfigValue(value, position, true);
    }

    static ConfigValue map(SequencedMap<String, ConfigValue> entries, Position position) {
        boolean flagged = entries.values().stream().anyMatch(ConfigValue::fromCommandLine);
        return new ConfigValue(Collections.unmodifiableSequencedMap(entries), position, flagged);
    }

    static ConfigValue array(List<ConfigValue> elements, Position position) {
        boolean flagged = elements.stream().anyMatch(ConfigValue::fromCommandLine);
        return new ConfigValue(List.copyOf(elements), position, flagged);
    }

    /** Returns this value under a key that stands elsewhere. */
    ConfigValue under(Position key) {
        return new ConfigValue(this, position, key, variable);
    }

    /** Returns this value where a variable refers to it. */
    ConfigValue referredFrom(Position reference) {
        return new ConfigValue(this, reference, reference, false);
    }

    /** Returns this value marked as one that a variable refers to. */
    ConfigValue asVariable() {
        return new ConfigValue(this, position, keyPosition, true);
    }

    /** Returns how much there is to see in a walk: values and characters. */
    long size() {
        return size;
    }

    /** Returns how many levels it has; 1 for a scalar. */
    int depth() {
        return depth;
    }

    @Override
    public Kind kind() {
        // no pattern switch here: its bootstrap takes longer than the start of everything else in this module
        if (value instanceof Map) {
            return Kind.MAP;
        }
        if (value instanceof List) {
            return Kind.ARRAY;
        }
        if (value instanceof String) {
            return Kind.STRING;
        }
        return numberKind();
    }

    private Kind numberKind() {
        if (value instanceof Long) {
            return Kind.INTEGER;
        }
        if (value instanceof Double) {
            return Kind.FLOAT;
        }
        if (value instanceof Boolean) {
            return Kind.BOOLEAN;
        }
        if (value instanceof Instant) {
            return Kind.DATETIME;
        }
        throw new AssertionError(value.getClass());
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public Position keyPosition() {
        return keyPosition;
    }

    @Override
    public boolean fromCommandLine() {
        return commandLine;
    }

    @Override
    public boolean isVariable() {
        return variable;
    }

    @Override
    public Optional<ConfigNode> child(String key) {
        return Optional.ofNullable(entries().get(key));
    }

    @Override
    public Set<String> keys() {
        return entries().keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<ConfigNode> elements() {
        return (List<ConfigNode>) as(List.class, Kind.ARRAY);
    }

    @Override
    public String text() {
        return as(String.class, Kind.STRING);
    }

    @Override
    public long integer() {
        return as(Long.class, Kind.INTEGER);
    }

    @Override
    public double number() {
        return value instanceof Long whole ? whole.doubleValue() : as(Double.class, Kind.FLOAT);
    }

    @Override
    public boolean flag() {
        return as(Boolean.class, Kind.BOOLEAN);
    }

    Instant instant() {
        return as(Instant.class, Kind.DATETIME);
    }

    @SuppressWarnings("unchecked")
    SequencedMap<String, ConfigValue> entries() {
        return (SequencedMap<String, ConfigValue>) as(SequencedMap.class, Kind.MAP);
    }

    @SuppressWarnings("unchecked")
    private static Iterable<ConfigNode> children(Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Iterable<ConfigNode>) map.values();
        }
        return value instanceof List<?> list ? (Iterable<ConfigNode>) list : List.of();
    }

    private <T> T as(Class<T> type, Kind expected) {
        if (!type.isInstance(value)) {
            throw new IllegalStateException("the value at " + position + " is of kind " + kind() + ", not " + expected);
        }
        return type.cast(value);
    }

    /** Returns the kind and the place, never the value: it may be a secret. */
    @Override
    public String toString() {
        return kind() + " at " + position;
    }
}

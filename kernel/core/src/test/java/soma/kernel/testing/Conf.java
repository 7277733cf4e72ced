/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import soma.spi.config.ConfigNode;

/** A configuration made of Java values; each key of a map stands on a line of its own, from 1. */
public record Conf(Object value, Position position, boolean fromCommandLine, boolean isVariable) implements ConfigNode {
    /** Makes a map of alternating keys and values. */
    public static Conf of(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return at(map, 1);
    }

    /** Makes a value that was given on the command line. */
    public static Conf flag(Object value) {
        return new Conf(value, new Position("command line", 0, 0), true, false);
    }

    /** Makes a value whose key is used as a variable. */
    public static Conf variable(Object value) {
        return new Conf(value, new Position("test.conf", 1, 1), false, true);
    }

    private static Conf at(Object value, int line) {
        return value instanceof Conf ready ? ready : new Conf(value, new Position("test.conf", line, 1), false, false);
    }

    @Override
    public Kind kind() {
        return switch (value) {
            case Map<?, ?> _ -> Kind.MAP;
            case List<?> _ -> Kind.ARRAY;
            case String _ -> Kind.STRING;
            case Integer _, Long _ -> Kind.INTEGER;
            case Double _ -> Kind.FLOAT;
            case Boolean _ -> Kind.BOOLEAN;
            default -> throw new AssertionError(value);
        };
    }

    @Override
    public Position keyPosition() {
        return position;
    }

    @Override
    public Optional<ConfigNode> child(String key) {
        int line = 1 + new ArrayList<>(map().keySet()).indexOf(key);
        return Optional.ofNullable(map().get(key)).map(found -> at(found, line));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map() {
        return (Map<String, Object>) value;
    }

    @Override
    public Set<String> keys() {
        return map().keySet();
    }

    @Override
    public List<ConfigNode> elements() {
        return ((List<?>) value)
                .stream()
                        .map(element -> (ConfigNode) at(element, position.line()))
                        .toList();
    }

    @Override
    public String text() {
        return (String) value;
    }

    @Override
    public long integer() {
        return ((Number) value).longValue();
    }

    @Override
    public double number() {
        return ((Number) value).doubleValue();
    }

    @Override
    public boolean flag() {
        return (Boolean) value;
    }
}

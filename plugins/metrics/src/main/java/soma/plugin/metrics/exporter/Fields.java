/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map in a document. What is absent or of another kind is zero, empty or false, as for who reads JSON into a struct in Go.
 */
record Fields(Map<?, ?> map) {
    double number(String name) {
        return map.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    double flag(String name) {
        return map.get(name) instanceof Boolean flag && flag ? 1 : 0;
    }

    String text(String name) {
        return map.get(name) instanceof String text ? text : "";
    }

    /** Returns a string or a whole number as text. */
    String word(String name) {
        Object value = map.get(name);
        if (value instanceof Number number) {
            return Long.toString(number.longValue());
        }
        return value == null ? "" : value.toString();
    }

    boolean has(String name) {
        return map.get(name) != null;
    }

    Fields fields(String name) {
        return map.get(name) instanceof Map<?, ?> inner ? new Fields(inner) : new Fields(Map.of());
    }

    List<Fields> list(String name) {
        return ofMaps(map.get(name));
    }

    List<String> texts(String name) {
        return map.get(name) instanceof Collection<?> all
                ? all.stream().map(String::valueOf).toList()
                : List.of();
    }

    static List<Fields> ofMaps(@Nullable Object value) {
        return value instanceof Collection<?> all
                ? all.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> new Fields((Map<?, ?>) each))
                        .toList()
                : List.of();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.List;
import java.util.Map;
import soma.spi.plugin.ExtensionPoint;

/**
 * Everything that plugins contributed, as one immutable value. Kernel code asks the current assembly where it needs one and
 * keeps no list of its own, so that plugins can come and go by swapping the assembly. Safe for any thread.
 */
public final class Assembly {
    /** An assembly of nothing. */
    public static final Assembly EMPTY = new Assembly(Map.of(), Map.of());

    private final Map<ExtensionPoint<?>, List<?>> lists;
    private final Map<ExtensionPoint<?>, Map<String, ?>> names;

    /** Makes an assembly; the maps are copied, their values must be immutable. */
    public Assembly(Map<ExtensionPoint<?>, List<?>> lists, Map<ExtensionPoint<?>, Map<String, ?>> names) {
        this.lists = Map.copyOf(lists);
        this.names = Map.copyOf(names);
    }

    /** Returns what was contributed to a ONE or MANY point, in plugin order. */
    @SuppressWarnings("unchecked") // contributions are checked against the point's type when they are made
    public <T> List<T> extensions(ExtensionPoint<T> point) {
        return (List<T>) lists.getOrDefault(point, List.of());
    }

    /** Returns what was contributed to a NAMED point. */
    @SuppressWarnings("unchecked") // contributions are checked against the point's type when they are made
    public <T> Map<String, T> named(ExtensionPoint<T> point) {
        return (Map<String, T>) names.getOrDefault(point, Map.of());
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.plugin.PluginInfo;

/**
 * Everything that plugins contributed, as one immutable value. Kernel code asks the current assembly where it needs one and
 * keeps no list of its own, so that plugins can come and go by swapping the assembly. Safe for any thread.
 */
public final class Assembly {
    /** An assembly of nothing. */
    public static final Assembly EMPTY = new Assembly(Map.of(), Map.of());

    private final List<PluginInfo> plugins;
    private final Map<ExtensionPoint<?>, List<Contribution<?>>> contributions;
    private final Map<ExtensionPoint<?>, List<?>> lists;
    private final Map<ExtensionPoint<?>, Map<String, ?>> names;

    /** Makes an assembly of extensions that belong to no plugin; the maps are copied, their values must be immutable. */
    public Assembly(Map<ExtensionPoint<?>, List<?>> lists, Map<ExtensionPoint<?>, Map<String, ?>> names) {
        this.plugins = List.of();
        this.lists = Map.copyOf(lists);
        this.names = Map.copyOf(names);
        var all = new LinkedHashMap<ExtensionPoint<?>, List<Contribution<?>>>();
        lists.forEach((point, extensions) -> all.put(point, unowned(extensions)));
        this.contributions = Collections.unmodifiableMap(all);
    }

    /** Makes an assembly; the collections are copied. */
    Assembly(List<PluginInfo> plugins, Collection<Contribution<?>> contributions) {
        this.plugins = List.copyOf(plugins);
        var byPoint = new LinkedHashMap<ExtensionPoint<?>, List<Contribution<?>>>();
        for (Contribution<?> contribution : contributions) {
            byPoint.computeIfAbsent(contribution.point(), _ -> new ArrayList<>())
                    .add(contribution);
        }
        byPoint.replaceAll((_, made) -> List.copyOf(made));
        this.contributions = Collections.unmodifiableMap(byPoint);
        var bare = new LinkedHashMap<ExtensionPoint<?>, List<?>>();
        var named = new LinkedHashMap<ExtensionPoint<?>, Map<String, ?>>();
        byPoint.forEach((point, made) -> {
            if (point.cardinality() == ExtensionPoint.Cardinality.NAMED) {
                named.put(point, byName(made));
            } else {
                bare.put(point, made.stream().map(Contribution::extension).toList());
            }
        });
        this.lists = Map.copyOf(bare);
        this.names = Map.copyOf(named);
    }

    private static List<Contribution<?>> unowned(List<?> extensions) {
        var made = new ArrayList<Contribution<?>>();
        for (Object extension : extensions) {
            made.add(new Contribution<>(ExtensionPoint.many("unowned", Object.class), "unknown", "", extension));
        }
        return List.copyOf(made);
    }

    private static Map<String, ?> byName(List<Contribution<?>> made) {
        var byName = new LinkedHashMap<String, Object>();
        made.forEach(contribution -> byName.put(contribution.name(), contribution.extension()));
        return Collections.unmodifiableMap(byName);
    }

    /** Returns the plugins in dependency order. */
    public List<PluginInfo> plugins() {
        return plugins;
    }

    /** Returns what was contributed to a ONE or MANY point, in plugin order. */
    @SuppressWarnings("unchecked") // contributions are checked against the point's type when they are made
    public <T> List<T> extensions(ExtensionPoint<T> point) {
        return (List<T>) lists.getOrDefault(point, List.of());
    }

    /** Returns what was contributed to a NAMED point, in plugin order. */
    @SuppressWarnings("unchecked") // contributions are checked against the point's type when they are made
    public <T> Map<String, T> named(ExtensionPoint<T> point) {
        return (Map<String, T>) names.getOrDefault(point, Map.of());
    }

    /** Returns what was contributed to a point of any kind together with who did it, in plugin order. */
    @SuppressWarnings("unchecked") // contributions are checked against the point's type when they are made
    public <T> List<Contribution<T>> contributions(ExtensionPoint<T> point) {
        return (List<Contribution<T>>) (List<?>) contributions.getOrDefault(point, List.of());
    }

    /** Returns all contributions by point. */
    Map<ExtensionPoint<?>, List<Contribution<?>>> contributions() {
        return contributions;
    }

    /**
     * An extension and where it comes from.
     *
     * @param point     where it was added
     * @param plugin    the id of the plugin that added it
     * @param name      its name at a NAMED point, else empty
     * @param extension what was added
     */
    public record Contribution<T>(ExtensionPoint<?> point, String plugin, String name, T extension) {}
}

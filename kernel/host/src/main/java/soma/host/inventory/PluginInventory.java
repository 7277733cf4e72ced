/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.inventory;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a source found. Immutable.
 *
 * @param plugins  what can be used; those that another one requires come before it
 * @param rejected what cannot be used, and why
 * @param disabled ids of plugins that are there and were left out because the configuration says so
 */
public record PluginInventory(List<LoadedPlugin> plugins, List<RejectedPlugin> rejected, Set<String> disabled) {
    /** An inventory of nothing. */
    public static final PluginInventory EMPTY = new PluginInventory(List.of(), List.of(), Set.of());

    /** Makes an inventory; the collections are copied. */
    public PluginInventory {
        plugins = List.copyOf(plugins);
        rejected = List.copyOf(rejected);
        disabled = Collections.unmodifiableSet(new TreeSet<>(disabled));
    }
}

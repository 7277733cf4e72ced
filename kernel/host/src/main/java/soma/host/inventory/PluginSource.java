/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.inventory;

import java.util.List;
import java.util.Set;

/** A place where plugins are found. Used by one thread. */
public interface PluginSource extends AutoCloseable {
    /**
     * Finds and instantiates plugins. A plugin that cannot be used is in the result with the reason and does not keep
     * the others from being found. Called once.
     *
     * @param present  what earlier sources found; it counts as available to the plugins of this one
     * @param disabled ids of plugins that are not wanted
     */
    PluginInventory find(List<LoadedPlugin> present, Set<String> disabled);

    /**
     * Gives up a plugin that is not used after all. No plugin that is still there may need it; the id of another source's
     * plugin is passed over.
     */
    void unload(String id);

    /** Unloads what is left, in reverse order. Classes go away once nothing else refers to them. */
    @Override
    void close();
}

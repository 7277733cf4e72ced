/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.inventory;

import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/**
 * A plugin that can be assembled.
 *
 * @param plugin   the one instance of it
 * @param info     its identity and needs: what {@link ServerPlugin#info()} says plus what its manifest adds to that
 * @param location where it was found: a file or directory, or {@code module NAME} for a built-in one
 * @param builtIn  whether it is part of the server's own runtime rather than dropped in
 */
public record LoadedPlugin(ServerPlugin plugin, PluginInfo info, String location, boolean builtIn) {
    /** Returns the plugin's id. */
    public String id() {
        return info.id();
    }
}

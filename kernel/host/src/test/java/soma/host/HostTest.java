/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import soma.host.directory.DirectoryPlugins;
import soma.host.inventory.LoadedPlugin;
import soma.host.inventory.PluginInventory;
import soma.host.inventory.PluginSource;
import soma.host.inventory.RejectedPlugin;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** A plugins directory and hosts that load from it. */
abstract class HostTest {
    @TempDir
    Path temp;

    private final List<PluginHost> open = new ArrayList<>();

    @AfterEach
    void closeHosts() {
        open.forEach(PluginHost::close);
    }

    Path plugins() {
        return temp.resolve("plugins");
    }

    /** Loads the directory alone. */
    PluginInventory load() {
        return host(options(Set.of(), Set.of())).inventory();
    }

    PluginOptions options(Set<String> required, Set<String> disabled) {
        return new PluginOptions(plugins(), required, disabled, false);
    }

    PluginHost host(PluginOptions options, PluginInfo... builtIn) {
        PluginHost host = PluginHost.load(
                options,
                List.of(
                        new BuiltIn(List.of(builtIn)),
                        new DirectoryPlugins(options.directory(), options.allowAutomatic())));
        open.add(host);
        return host;
    }

    static List<String> ids(PluginInventory inventory) {
        return inventory.plugins().stream().map(LoadedPlugin::id).toList();
    }

    static List<String> lines(PluginInventory inventory) {
        return inventory.rejected().stream().map(RejectedPlugin::line).toList();
    }

    static ServerPlugin plugin(PluginInventory inventory, String id) {
        return inventory.plugins().stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow()
                .plugin();
    }

    /** Built-in plugins that are not really in the boot layer. */
    private record BuiltIn(List<PluginInfo> infos) implements PluginSource {
        @Override
        public PluginInventory find(List<LoadedPlugin> present, Set<String> disabled) {
            return new PluginInventory(
                    infos.stream()
                            .filter(info -> !disabled.contains(info.id()))
                            .map(BuiltIn::loaded)
                            .toList(),
                    List.of(),
                    infos.stream()
                            .map(PluginInfo::id)
                            .filter(disabled::contains)
                            .collect(java.util.stream.Collectors.toSet()));
        }

        private static LoadedPlugin loaded(PluginInfo info) {
            ServerPlugin plugin = new ServerPlugin() {
                @Override
                public PluginInfo info() {
                    return info;
                }

                @Override
                public void contribute(Contributions contributions) {}
            };
            return new LoadedPlugin(plugin, info, "module " + info.id(), true);
        }

        @Override
        public void unload(String id) {}

        @Override
        public void close() {}
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.inventory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/**
 * The plugins that are part of the server's runtime: modules of the boot layer or, when the server runs from the class
 * path, providers named in {@code META-INF/services}.
 */
public final class BootLayerPlugins implements PluginSource {
    private static final String REBUILD = "fix or update it, or leave it out of the runtime";

    private final ServiceLoader<ServerPlugin> loader;

    /** Makes a source of the plugins that came with the running server. */
    public BootLayerPlugins() {
        this.loader = BootLayerPlugins.class.getModule().isNamed()
                ? ServiceLoader.load(ModuleLayer.boot(), ServerPlugin.class)
                : ServiceLoader.load(ServerPlugin.class, BootLayerPlugins.class.getClassLoader());
    }

    /** Returns the plugins sorted by id; what they require of each other is checked when all sources were asked. */
    @Override
    public PluginInventory find(List<LoadedPlugin> present, Set<String> disabled) {
        var rejected = new ArrayList<RejectedPlugin>();
        Map<String, LoadedPlugin> found = new TreeMap<>();
        var left = new TreeSet<String>();
        for (ServiceLoader.Provider<ServerPlugin> provider : providers(rejected)) {
            String location = location(provider.type());
            try {
                ServerPlugin plugin = provider.get();
                PluginInfo info = plugin.info();
                var loaded = new LoadedPlugin(plugin, info, location, true);
                if (disabled.contains(info.id())) {
                    left.add(info.id());
                } else if (found.putIfAbsent(info.id(), loaded) != null) {
                    rejected.add(duplicate(loaded, found));
                }
            } catch (Exception | LinkageError | AssertionError | ServiceConfigurationError e) {
                rejected.add(new RejectedPlugin(null, location, Failures.describe(e), REBUILD));
            }
        }
        return new PluginInventory(List.copyOf(found.values()), rejected, left);
    }

    private static RejectedPlugin duplicate(LoadedPlugin second, Map<String, LoadedPlugin> found) {
        LoadedPlugin first = found.getOrDefault(second.id(), second);
        return new RejectedPlugin(
                second.id(),
                second.location(),
                "its id is taken by " + first.location(),
                "leave one of the two out of the runtime");
    }

    /** Returns what can be looked at; a provider that cannot is reported and does not end the search. */
    private List<ServiceLoader.Provider<ServerPlugin>> providers(List<RejectedPlugin> rejected) {
        var providers = new ArrayList<ServiceLoader.Provider<ServerPlugin>>();
        Iterator<ServiceLoader.Provider<ServerPlugin>> each = loader.stream().iterator();
        boolean more = true;
        while (more) {
            try {
                more = each.hasNext();
                if (more) {
                    providers.add(each.next());
                }
            } catch (ServiceConfigurationError e) {
                rejected.add(new RejectedPlugin(null, "a built-in plugin", Failures.describe(e), REBUILD));
            }
        }
        providers.sort((a, b) -> location(a.type()).compareTo(location(b.type())));
        return providers;
    }

    private static String location(Class<?> type) {
        return type.getModule().isNamed()
                ? "module " + type.getModule().getName()
                : "class " + type.getName() + " on the class path";
    }

    /** Does nothing: what is in the boot layer stays there. */
    @Override
    public void unload(String id) {}

    /** Does nothing: what is in the boot layer stays there. */
    @Override
    public void close() {}
}

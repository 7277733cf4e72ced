/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.directory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.Plugin;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.VersionManager;
import soma.spi.plugin.ServerPlugin;

/**
 * PF4J's inventory with a module layer in the place of its class loader. Plugins are handed to it one by one, checked
 * and in dependency order, because PF4J's own recovery takes out the plugin that is required instead of the one that
 * requires it. It neither starts nor stops anything: the life of a plugin is the kernel's concern.
 */
final class LayeredPlugins extends AbstractPluginManager {
    private final Map<Path, Candidate> candidates = new TreeMap<>();
    private final Map<String, PluginLayer> layers = new TreeMap<>();
    private final boolean allowAutomatic;

    LayeredPlugins(Path directory, String apiVersion, boolean allowAutomatic) {
        // before super(), which calls the create methods below
        this.allowAutomatic = allowAutomatic;
        super(directory);
        setSystemVersion(apiVersion);
    }

    /** Loads a plugin whose dependencies are loaded or built in, and makes its instance. */
    ServerPlugin load(Candidate candidate) throws Refusal {
        Path main = candidate.files().main();
        candidates.put(main, candidate);
        try {
            PluginWrapper wrapper = loadPluginFromPath(main);
            unresolvedPlugins.remove(wrapper);
            resolvedPlugins.add(wrapper);
            wrapper.setPluginState(PluginState.RESOLVED);
            return ((LayerPlugin) wrapper.getPlugin()).plugin;
        } catch (PluginRuntimeException e) {
            unload(candidate.id());
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new Refusal("PF4J refuses it: " + e.getMessage(), "update the plugin, or report this to its author");
        }
    }

    /** Forgets a plugin on which no other one depends any more. */
    void unload(String id) {
        unloadPlugin(id, false, false);
        layers.remove(id);
        candidates.values().removeIf(candidate -> candidate.id().equals(id));
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PluginDescriptorFinder() {
            @Override
            public boolean isApplicable(Path path) {
                return candidates.containsKey(path);
            }

            @Override
            public PluginDescriptor find(Path path) {
                return candidate(path).descriptor();
            }
        };
    }

    private Candidate candidate(Path path) {
        Candidate candidate = candidates.get(path);
        if (candidate == null) {
            throw new IllegalStateException(path + " was not handed to load");
        }
        return candidate;
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new PluginLoader() {
            @Override
            public boolean isApplicable(Path path) {
                return true;
            }

            @Override
            public @Nullable ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                try {
                    PluginLayer layer = layer(candidate(path));
                    layers.put(descriptor.getPluginId(), layer);
                    return layer.loader();
                } catch (Refusal refusal) {
                    throw new PluginRuntimeException(refusal);
                }
            }
        };
    }

    private PluginLayer layer(Candidate candidate) throws Refusal {
        PluginModules modules = PluginModules.of(candidate.files(), allowAutomatic);
        String name = modules.main().name();
        if (ModuleLayer.boot().findModule(name).isPresent()) {
            throw new Refusal("module " + name + " is already part of this server", "remove it, it is built in");
        }
        for (Map.Entry<String, PluginLayer> other : layers.entrySet()) {
            if (other.getValue().module().equals(name)) {
                throw new Refusal(
                        "module " + name + " is already that of plugin '" + other.getKey() + "'",
                        "remove one of the two, or rename its module");
            }
        }
        List<PluginLayer> dependencies = new ArrayList<>();
        for (PluginDependency dependency : candidate.descriptor().getDependencies()) {
            // one that has no layer of its own is built in, or optional and absent
            PluginLayer layer = layers.get(dependency.getPluginId().strip());
            if (layer != null && !dependencies.contains(layer)) {
                dependencies.add(layer);
            }
        }
        return PluginLayer.of(modules, dependencies);
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return wrapper -> {
            PluginLayer layer = layers.get(wrapper.getPluginId());
            if (layer == null) {
                throw new IllegalStateException(wrapper.getPluginId() + " is not loaded");
            }
            try {
                return new LayerPlugin(layer.instantiate());
            } catch (Refusal refusal) {
                throw new PluginRuntimeException(refusal);
            }
        };
    }

    /** Finds nothing: plugins are handed in. */
    @Override
    protected PluginRepository createPluginRepository() {
        return new PluginRepository() {
            @Override
            public List<Path> getPluginPaths() {
                return List.of();
            }

            @Override
            public boolean deletePluginPath(Path path) {
                return false;
            }
        };
    }

    /** Knows of no disabled plugin and writes no file: the configuration alone decides. */
    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String id) {
                return false;
            }

            @Override
            public void disablePlugin(String id) {}

            @Override
            public void enablePlugin(String id) {}
        };
    }

    /** Finds nothing: extensions are contributed in code, PF4J's annotations are not used. */
    @Override
    protected ExtensionFinder createExtensionFinder() {
        return new ExtensionFinder() {
            @Override
            public <T> List<ExtensionWrapper<T>> find(Class<T> type) {
                return List.of();
            }

            @Override
            public <T> List<ExtensionWrapper<T>> find(Class<T> type, String id) {
                return List.of();
            }

            @Override
            @SuppressWarnings("rawtypes") // as PF4J declares it
            public List<ExtensionWrapper> find(String id) {
                return List.of();
            }

            @Override
            public Set<String> findClassNames(String id) {
                return Set.of();
            }
        };
    }

    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new DefaultExtensionFactory();
    }

    @Override
    protected VersionManager createVersionManager() {
        return new DefaultVersionManager();
    }

    /** PF4J's view of a plugin; without a life of its own. */
    private static final class LayerPlugin extends Plugin {
        private final ServerPlugin plugin;

        LayerPlugin(ServerPlugin plugin) {
            this.plugin = plugin;
        }
    }
}

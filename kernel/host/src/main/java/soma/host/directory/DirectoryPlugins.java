/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import soma.host.inventory.LoadedPlugin;
import soma.host.inventory.PluginInventory;
import soma.host.inventory.PluginSource;
import soma.host.inventory.RejectedPlugin;
import soma.host.order.DependencyOrder;
import soma.host.order.DependencyOrder.Need;
import soma.host.order.DependencyOrder.Node;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.PluginInfo.Requirement;
import soma.spi.plugin.ServerPlugin;

/**
 * The plugins that were dropped into a directory. Each gets a module layer of its own over those of the plugins it
 * depends on. Loads nothing of PF4J while the directory is absent or empty.
 */
public final class DirectoryPlugins implements PluginSource {
    private final Path directory;
    private final boolean allowAutomatic;
    private final Map<String, Candidate> loaded = new LinkedHashMap<>();
    private @Nullable PrivateCopies copies;
    private @Nullable LayeredPlugins layers;

    /**
     * Makes a source.
     *
     * @param directory      the directory; it may be absent
     * @param allowAutomatic whether jars without module-info.class are taken
     */
    public DirectoryPlugins(Path directory, boolean allowAutomatic) {
        this.directory = directory;
        this.allowAutomatic = allowAutomatic;
    }

    /** Returns whether the runtime has what it takes to load dropped-in plugins. */
    public static boolean supported() {
        try {
            Class.forName("org.pf4j.PluginManager", false, DirectoryPlugins.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public PluginInventory find(List<LoadedPlugin> present, Set<String> disabled) {
        var rejected = new ArrayList<RejectedPlugin>();
        List<Path> entries = PluginEntries.list(directory, rejected);
        if (entries.isEmpty()) {
            return new PluginInventory(List.of(), rejected, Set.of());
        }
        try {
            requireSupport();
            copies = PrivateCopies.create();
        } catch (Refusal refusal) {
            entries.forEach(entry -> rejected.add(reject(entry, refusal)));
            return new PluginInventory(List.of(), rejected, Set.of());
        } catch (IOException e) {
            var refusal = new Refusal(
                    "no private copy can be made: " + e, "make java.io.tmpdir a directory that can be written to");
            entries.forEach(entry -> rejected.add(reject(entry, refusal)));
            return new PluginInventory(List.of(), rejected, Set.of());
        }
        layers = new LayeredPlugins(directory, ServerPlugin.API_VERSION, allowAutomatic);
        return new Search(copies, layers, present, disabled, rejected).run(entries);
    }

    private static void requireSupport() throws Refusal {
        if (!ServerPlugin.class.getModule().isNamed()) {
            throw new Refusal(
                    "dropped-in plugins need a server that runs from the module path, this one runs from the class"
                            + " path",
                    "start it with --module-path, or put the plugin's jars on the class path too");
        }
        if (!supported()) {
            throw new Refusal(
                    "this runtime has no module org.pf4j, so it takes no dropped-in plugins",
                    "put its jar on the module path, or build an image with it");
        }
    }

    /** What no check foresaw, in a jar made to be hard to read, must not keep the server from starting either. */
    private static Refusal unexpected(RuntimeException e) {
        return new Refusal("it cannot be read: " + e, "get or build the jar again, or report this");
    }

    private static RejectedPlugin reject(Path entry, Refusal refusal) {
        return new RejectedPlugin(null, entry.toString(), refusal.reason(), refusal.remedy());
    }

    @Override
    public void unload(String id) {
        Candidate candidate = loaded.remove(id);
        if (candidate != null && layers != null) {
            layers.unload(id);
        }
        if (candidate != null && copies != null) {
            copies.delete(candidate.files());
        }
    }

    @Override
    public void close() {
        List.copyOf(loaded.keySet()).reversed().forEach(this::unload);
        layers = null;
        if (copies != null) {
            copies.close();
            copies = null;
        }
    }

    /** One pass over the directory. */
    private final class Search {
        private final PrivateCopies copies;
        private final LayeredPlugins layers;
        private final List<LoadedPlugin> present;
        private final Set<String> disabled;
        private final List<RejectedPlugin> rejected;
        private final Map<String, String> absent = new TreeMap<>();
        private final Map<String, Candidate> candidates = new TreeMap<>();
        private final Set<String> left = new TreeSet<>();

        Search(
                PrivateCopies copies,
                LayeredPlugins layers,
                List<LoadedPlugin> present,
                Set<String> disabled,
                List<RejectedPlugin> rejected) {
            this.copies = copies;
            this.layers = layers;
            this.present = present;
            this.disabled = disabled;
            this.rejected = rejected;
            disabled.forEach(id -> absent.put(id, "is disabled"));
        }

        PluginInventory run(List<Path> entries) {
            entries.forEach(this::examine);
            List<Node> nodes = new ArrayList<>();
            present.forEach(plugin -> nodes.add(builtIn(plugin)));
            candidates.values().forEach(candidate -> nodes.add(candidate.node()));
            DependencyOrder.Result result = DependencyOrder.of(nodes, absent, SemanticVersions.INSTANCE);
            result.rejected().stream()
                    .filter(refusal -> refusal.id() != null && candidates.containsKey(refusal.id()))
                    .forEach(rejected::add);
            var plugins = new ArrayList<LoadedPlugin>();
            for (String id : result.order()) {
                Candidate candidate = candidates.get(id);
                if (candidate != null) {
                    load(candidate, plugins);
                }
            }
            return new PluginInventory(plugins, rejected, left);
        }

        /** Reads one entry up to its manifest. */
        private void examine(Path entry) {
            Candidate candidate;
            try {
                candidate = Candidate.read(entry.toString(), copies.copy(PluginFiles.of(entry)));
            } catch (Refusal refusal) {
                rejected.add(reject(entry, refusal));
                return;
            } catch (IOException e) {
                rejected.add(reject(entry, new Refusal("it cannot be copied: " + e, "correct its permissions")));
                return;
            } catch (RuntimeException e) {
                rejected.add(reject(entry, unexpected(e)));
                return;
            }
            String id = candidate.id();
            if (disabled.contains(id)) {
                left.add(id);
                return;
            }
            try {
                candidate.check(ServerPlugin.API_VERSION);
                refuseDuplicate(id);
                candidates.put(id, candidate);
            } catch (Refusal refusal) {
                rejected.add(candidate.reject(refusal));
                absent.putIfAbsent(id, "was refused");
            }
        }

        private void refuseDuplicate(String id) throws Refusal {
            Candidate first = candidates.get(id);
            if (first != null) {
                throw new Refusal("its id is taken by " + first.location(), "remove one of the two");
            }
            for (LoadedPlugin plugin : present) {
                if (plugin.id().equals(id)) {
                    throw new Refusal(
                            "its id is that of a built-in plugin (" + plugin.location() + ")",
                            "remove it, or give it another id");
                }
            }
        }

        private void load(Candidate candidate, List<LoadedPlugin> plugins) {
            try {
                refuseOrphan(candidate, plugins);
                ServerPlugin plugin = layers.load(candidate);
                loaded.put(candidate.id(), candidate);
                PluginInfo info = merge(candidate, info(candidate, plugin));
                plugins.add(new LoadedPlugin(plugin, info, candidate.location(), false));
            } catch (Refusal refusal) {
                unload(candidate.id());
                rejected.add(candidate.reject(refusal));
            } catch (RuntimeException e) {
                unload(candidate.id());
                rejected.add(candidate.reject(unexpected(e)));
            }
        }

        /** Refuses a plugin that needs one which could not be loaded after it had been sorted. */
        private void refuseOrphan(Candidate candidate, List<LoadedPlugin> plugins) throws Refusal {
            for (Need need : candidate.node().needs()) {
                boolean dropped = candidates.containsKey(need.id());
                boolean missing =
                        plugins.stream().noneMatch(plugin -> plugin.id().equals(need.id()));
                if (!need.optional() && dropped && missing) {
                    throw new Refusal(
                            "it requires plugin '" + need.id() + "', which was refused",
                            "see to plugin '" + need.id() + "' first, or remove or disable this one");
                }
            }
        }
    }

    private static Node builtIn(LoadedPlugin plugin) {
        List<Need> needs = plugin.info().requires().stream()
                .map(need -> new Need(need.id(), need.versions(), false))
                .toList();
        return new Node(
                plugin.id(),
                plugin.info().version(),
                plugin.location(),
                needs,
                plugin.info().after());
    }

    private static PluginInfo info(Candidate candidate, ServerPlugin plugin) throws Refusal {
        PluginInfo info;
        try {
            info = plugin.info();
        } catch (Exception | LinkageError | AssertionError e) {
            throw PluginLayer.failed(e);
        }
        if (info == null) {
            throw new Refusal("its info() returns null", "update the plugin, or report this to its author");
        }
        if (!info.id().equals(candidate.id())) {
            throw new Refusal(
                    "its manifest says Plugin-Id " + candidate.id() + ", its info() says " + info.id(),
                    "make both the same");
        }
        if (!candidate.version().equals(info.version())) {
            throw new Refusal(
                    "its manifest says Plugin-Version " + candidate.version() + ", its info() says " + info.version(),
                    "make both the same");
        }
        return info;
    }

    /** Adds what only the manifest names, so that the order of the start is also that of the layers. */
    private static PluginInfo merge(Candidate candidate, PluginInfo info) {
        List<Requirement> requires = new ArrayList<>(info.requires());
        Set<String> after = new TreeSet<>(info.after());
        for (Need need : candidate.node().needs()) {
            if (need.optional()) {
                after.add(need.id());
            } else if (requires.stream().noneMatch(named -> named.id().equals(need.id()))) {
                requires.add(new Requirement(need.id(), need.versions()));
            }
        }
        return new PluginInfo(info.id(), info.version(), requires, after);
    }
}

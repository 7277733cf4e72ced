/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.host.directory.DirectoryPlugins;
import soma.host.directory.SemanticVersions;
import soma.host.inventory.BootLayerPlugins;
import soma.host.inventory.LoadedPlugin;
import soma.host.inventory.PluginInventory;
import soma.host.inventory.PluginSource;
import soma.host.inventory.RejectedPlugin;
import soma.host.order.DependencyOrder;
import soma.host.order.DependencyOrder.Need;
import soma.host.order.DependencyOrder.Node;

/**
 * The plugins of one server, built-in and dropped-in ones together. Loaded before the configuration is read as a whole,
 * since plugins declare parts of it; closed after the last plugin has stopped. Confined to one thread.
 */
public final class PluginHost implements AutoCloseable {
    private final List<PluginSource> sources;
    private final List<String> warnings;
    private PluginInventory inventory;

    private PluginHost(List<PluginSource> sources, PluginInventory inventory, List<String> warnings) {
        this.sources = sources;
        this.inventory = inventory;
        this.warnings = warnings;
    }

    /**
     * Finds and instantiates the plugins of the boot layer and of the directory. What cannot be used is in the
     * inventory with the reason; it does not keep the rest from running. Nothing is logged yet, because logging is
     * configured later: call {@link #report()} then.
     *
     * @throws PluginException if a required plugin is missing, disabled or refused; the message lists all of them
     */
    public static PluginHost load(PluginOptions options) {
        return load(
                options,
                List.of(new BootLayerPlugins(), new DirectoryPlugins(options.directory(), options.allowAutomatic())));
    }

    static PluginHost load(PluginOptions options, List<PluginSource> sources) {
        var host = new PluginHost(List.copyOf(sources), PluginInventory.EMPTY, new ArrayList<>());
        try {
            host.inventory = host.find(options.disabled());
            host.requireAll(options);
            host.warn(options);
            return host;
        } catch (Throwable e) {
            host.close();
            throw e;
        }
    }

    /** Returns what was found; empty after {@link #close()}. */
    public PluginInventory inventory() {
        return inventory;
    }

    /** Returns one line for each thing in the options that has no effect. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Writes one line to the log for each refused plugin and each warning, and at debug level for each loaded one. */
    public void report() {
        Logger log = LoggerFactory.getLogger(PluginHost.class);
        warnings.forEach(log::warn);
        inventory.rejected().forEach(rejected -> log.warn("{}", rejected.line()));
        inventory
                .plugins()
                .forEach(plugin -> log.debug(
                        "Plugin {} {} ({})", plugin.id(), plugin.info().version(), plugin.location()));
    }

    /** Unloads the dropped-in plugins in reverse order. They must have stopped. */
    @Override
    public void close() {
        inventory = PluginInventory.EMPTY;
        sources.reversed().forEach(PluginSource::close);
    }

    private PluginInventory find(Set<String> unwanted) {
        var found = new ArrayList<LoadedPlugin>();
        var rejected = new ArrayList<RejectedPlugin>();
        var disabled = new TreeSet<String>();
        for (PluginSource source : sources) {
            PluginInventory part = source.find(List.copyOf(found), unwanted);
            found.addAll(part.plugins());
            rejected.addAll(part.rejected());
            disabled.addAll(part.disabled());
        }
        Map<String, String> absent = new TreeMap<>();
        rejected.stream().map(RejectedPlugin::id).forEach(id -> {
            if (id != null) {
                absent.put(id, "was refused");
            }
        });
        disabled.forEach(id -> absent.put(id, "is disabled"));
        DependencyOrder.Result result =
                DependencyOrder.of(found.stream().map(PluginHost::node).toList(), absent, PluginHost::inRange);
        rejected.addAll(result.rejected());
        Map<String, LoadedPlugin> byId = found.stream().collect(Collectors.toMap(LoadedPlugin::id, plugin -> plugin));
        found.reversed().stream()
                .map(LoadedPlugin::id)
                .filter(id -> !result.order().contains(id))
                .forEach(id -> sources.forEach(source -> source.unload(id)));
        List<LoadedPlugin> plugins = byId.isEmpty()
                ? List.of()
                : result.order().stream().map(byId::get).toList();
        return new PluginInventory(plugins, rejected, disabled);
    }

    private static Node node(LoadedPlugin plugin) {
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

    /** Compares with PF4J's library, which is loaded for ranges only. Without it the image's builder chose the versions. */
    private static boolean inRange(String range, String version) {
        return range.equals("*") || !DirectoryPlugins.supported() || SemanticVersions.INSTANCE.contains(range, version);
    }

    private void requireAll(PluginOptions options) {
        List<String> missing = options.required().stream()
                .filter(id -> inventory.plugins().stream()
                        .noneMatch(plugin -> plugin.id().equals(id)))
                .map(id -> "  " + missing(id, options))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        var lines = new ArrayList<String>();
        lines.add("required plugins are missing (configuration: plugins.required):");
        lines.addAll(missing);
        inventory.rejected().stream()
                .filter(rejected -> rejected.id() == null)
                .forEach(rejected -> lines.add("  " + rejected.line()));
        throw new PluginException(String.join("\n", lines));
    }

    private String missing(String id, PluginOptions options) {
        if (inventory.disabled().contains(id)) {
            return "plugin '" + id + "' is disabled; remove it from plugins.disabled or from plugins.required";
        }
        String refusals = inventory.rejected().stream()
                .filter(rejected -> id.equals(rejected.id()))
                .map(RejectedPlugin::line)
                .collect(Collectors.joining("\n  "));
        return !refusals.isEmpty()
                ? refusals
                : "plugin '" + id + "' is not installed (installed: " + installed() + "); put it into "
                        + options.directory() + " or remove it from plugins.required";
    }

    private void warn(PluginOptions options) {
        Set<String> known = new TreeSet<>(inventory.disabled());
        inventory.rejected().stream().map(RejectedPlugin::id).forEach(id -> {
            if (id != null) {
                known.add(id);
            }
        });
        options.disabled().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> warnings.add("plugins.disabled names '" + id + "', which is not installed (installed: "
                        + installed() + "); correct or remove the name"));
        if (!options.directory().equals(PluginOptions.DEFAULTS.directory()) && Files.notExists(options.directory())) {
            warnings.add("the plugins directory " + options.directory()
                    + " does not exist; create it, or correct or remove plugins.directory");
        }
    }

    private String installed() {
        String ids = inventory.plugins().stream().map(LoadedPlugin::id).sorted().collect(Collectors.joining(", "));
        return ids.isEmpty() ? "none" : ids;
    }
}

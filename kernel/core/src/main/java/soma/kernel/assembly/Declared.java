/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import soma.kernel.assembly.PluginOrder.Installed;
import soma.spi.config.CommandLineFlag;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.ExtensionPoint;

/** What all plugins own: sections, flags and extension points. Confined to the assembling thread. */
final class Declared {
    private final List<Section<?>> sections = new ArrayList<>();
    private final List<CommandLineFlag> flags = new ArrayList<>();
    private final Map<String, String> keyOwners = new LinkedHashMap<>();
    private final Map<String, String> flagOwners = new LinkedHashMap<>();
    private final Map<String, PointOwner> points = new LinkedHashMap<>();
    private final Map<ExtensionPoint<?>, List<Object>> extensions = new LinkedHashMap<>();
    private final ProblemList problems;

    Declared(ProblemList problems) {
        this.problems = problems;
    }

    /** A section and the plugin that owns it. */
    record Section<T>(String plugin, ConfigSection<T> section) {}

    private record PointOwner(String plugin, ExtensionPoint<?> point) {}

    /** Asks a plugin what it owns. */
    void declare(Installed plugin) {
        var declarations = new PluginDeclarations(plugin.id());
        try {
            plugin.plugin().declare(declarations);
        } catch (RuntimeException e) {
            problems.plugin(plugin.id(), "failed to declare what it owns: " + e);
        }
        declarations.open = false;
    }

    List<Section<?>> sections() {
        return sections;
    }

    List<CommandLineFlag> flags() {
        return flags;
    }

    /** Returns the paths of all keys that sections own, in lower case: names of top-level keys, and dotted ones. */
    Set<String> keys() {
        return keyOwners.keySet();
    }

    /** Returns what was added to a point for reading the configuration, in plugin order. */
    <T> List<T> extensions(ExtensionPoint<T> point) {
        return extensions.getOrDefault(point, List.of()).stream()
                .map(point.type()::cast)
                .toList();
    }

    private void own(String plugin, ConfigKey key) {
        own(plugin, key.name());
        key.aliases().forEach(alias -> own(plugin, alias));
    }

    private void own(String plugin, String key) {
        String other = keyOwners.putIfAbsent(key.toLowerCase(Locale.ROOT), plugin);
        if (other != null) {
            problems.plugin(
                    plugin,
                    "declares the configuration key '" + key + "', which belongs to "
                            + (other.equals(plugin) ? "another of its sections" : "plugin '" + other + "'")
                            + ". Remove one of the two plugins.");
        }
    }

    private final class PluginDeclarations implements Declarations {
        private final String plugin;
        private boolean open = true;

        PluginDeclarations(String plugin) {
            this.plugin = plugin;
        }

        @Override
        public <T> void section(ConfigSection<T> section) {
            checkOpen();
            boolean twice = sections.stream()
                    .anyMatch(s -> s.plugin().equals(plugin) && s.section().id().equals(section.id()));
            if (twice) {
                problems.plugin(plugin, "declares two sections with the id '" + section.id() + "'");
            }
            sections.add(new Section<>(plugin, section));
            section.keys().forEach(key -> own(plugin, key));
        }

        @Override
        public void flag(CommandLineFlag flag) {
            checkOpen();
            flags.add(flag);
            for (String name : flag.names()) {
                String other = flagOwners.putIfAbsent(name, plugin);
                if (other != null) {
                    problems.plugin(
                            plugin,
                            "declares the flag '--" + name + "', which belongs to plugin '" + other
                                    + "'. Remove one of the two plugins.");
                }
            }
        }

        @Override
        public <T> void extend(ExtensionPoint<T> point, T extension) {
            checkOpen();
            extensions
                    .computeIfAbsent(point, _ -> new ArrayList<>())
                    .add(point.type().cast(extension));
        }

        @Override
        public void point(ExtensionPoint<?> point) {
            checkOpen();
            var other = points.putIfAbsent(point.id(), new PointOwner(plugin, point));
            if (other != null) {
                problems.plugin(
                        plugin,
                        "declares the extension point '" + point.id() + "', which belongs to plugin '" + other.plugin()
                                + "'. Remove one of the two plugins.");
            }
        }

        private void checkOpen() {
            if (!open) {
                throw new IllegalStateException("plugin '" + plugin + "' declares after its declare method returned");
            }
        }
    }
}

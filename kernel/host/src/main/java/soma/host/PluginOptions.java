/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.host;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;

/**
 * Which plugins to load. Immutable.
 *
 * @param directory      where plugins are dropped in; relative to the working directory
 * @param required       ids of plugins without which the server must not start
 * @param disabled       ids of plugins, built in or dropped in, that are left out
 * @param allowAutomatic whether a dropped-in jar without module-info.class is taken
 */
public record PluginOptions(Path directory, Set<String> required, Set<String> disabled, boolean allowAutomatic) {
    /** What holds without configuration. */
    public static final PluginOptions DEFAULTS = new PluginOptions(Path.of("plugins"), Set.of(), Set.of(), false);

    /** The key that holds the others. */
    static final ConfigKey PLUGINS =
            ConfigKey.of("plugins", "block", "", Reload.NO, "Which plugins to load: the keys below.");
    /** Where plugins are dropped in. */
    static final ConfigKey DIRECTORY = ConfigKey.of(
            "directory",
            "string",
            "plugins",
            Reload.NO,
            "The directory that holds dropped-in plugins; it may be absent.");
    /** What must be there. */
    static final ConfigKey REQUIRED = ConfigKey.of(
            "required", "list of strings", "", Reload.NO, "Ids of plugins without which the server does not start.");
    /** What is left out. */
    static final ConfigKey DISABLED = ConfigKey.of(
            "disabled", "list of strings", "", Reload.NO, "Ids of plugins, also built-in ones, that are left out.");
    /** Whether jars without a module descriptor are taken. */
    static final ConfigKey ALLOW_AUTOMATIC = ConfigKey.of(
            "allow_automatic",
            "boolean",
            "false",
            Reload.NO,
            "Whether a plugin may be a jar without module-info.class.");

    /** The keys inside the block, for the documentation. */
    public static final List<ConfigKey> KEYS = List.of(DIRECTORY, REQUIRED, DISABLED, ALLOW_AUTOMATIC);

    /** How the configuration is read. A change needs a restart. */
    public static final ConfigSection<PluginOptions> SECTION =
            ConfigSection.fixed("plugins", List.of(PLUGINS), PluginOptions::bind);

    /** Makes options; the sets are copied and sorted. */
    public PluginOptions {
        required = Collections.unmodifiableSet(new TreeSet<>(required));
        disabled = Collections.unmodifiableSet(new TreeSet<>(disabled));
    }

    private static PluginOptions bind(ConfigReader root) {
        return root.map(PLUGINS).map(PluginOptions::read).orElse(DEFAULTS);
    }

    private static PluginOptions read(ConfigReader block) {
        block.rejectUnknown(Set.copyOf(KEYS.stream().map(ConfigKey::name).toList()));
        Set<String> required = ids(block, REQUIRED);
        Set<String> disabled = ids(block, DISABLED);
        required.stream()
                .filter(disabled::contains)
                .forEach(id -> block.find(DISABLED)
                        .ifPresent(node -> block.problems()
                                .error(
                                        node,
                                        "plugin '" + id
                                                + "' is both required and disabled; name it in one list only")));
        return new PluginOptions(
                directory(block), required, disabled, block.flag(ALLOW_AUTOMATIC, DEFAULTS.allowAutomatic()));
    }

    private static Path directory(ConfigReader block) {
        String text = block.text(DIRECTORY, DEFAULTS.directory().toString());
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // reported below with its place
        }
        block.find(DIRECTORY)
                .ifPresent(node -> block.problems()
                        .error(node, "'" + text + "' is not a directory name (expected: a path such as plugins)"));
        return DEFAULTS.directory();
    }

    private static Set<String> ids(ConfigReader block, ConfigKey key) {
        Set<String> ids = new TreeSet<>();
        block.find(key).ifPresent(list -> block.each(list, node -> id(block, node, ids)));
        return ids;
    }

    private static void id(ConfigReader block, ConfigNode node, Set<String> ids) {
        String id = block.text(node, "");
        if (node.kind() == ConfigNode.Kind.STRING && !id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            block.problems()
                    .error(node, "'" + id + "' is not a plugin id (expected: lower-case words joined by dashes)");
            return;
        }
        ids.add(id);
    }
}

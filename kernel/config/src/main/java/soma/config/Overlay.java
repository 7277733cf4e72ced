/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigNode.Position;

/** Lays the values of the command line over those of a file. Stateless. */
public final class Overlay {
    private Overlay() {}

    /** Returns an empty map. */
    public static ConfigNode none() {
        return ConfigValue.map(new LinkedHashMap<>(), new Position("command line", 0, 0));
    }

    /**
     * Returns the file with the overlay's values in place of its own. Maps are merged, key by key and without regard to
     * case; anything else replaces what the file says. What the overlay sets comes last among the keys of its map, so
     * it also wins over an alias in the file. Where the overlay has {@code false} and the file a map, as with
     * {@code --tls=false}, the map is left out.
     *
     * @param file    a map made by this module
     * @param overlay a map made by this module
     */
    public static ConfigNode apply(ConfigNode file, ConfigNode overlay) {
        return merge((ConfigValue) file, (ConfigValue) overlay, true);
    }

    private static ConfigValue merge(ConfigValue file, ConfigValue overlay, boolean falseRemoves) {
        SequencedMap<String, ConfigValue> merged = new LinkedHashMap<>(file.entries());
        overlay.entries().forEach((key, flag) -> {
            String named = file.keys().stream()
                    .filter(key::equalsIgnoreCase)
                    .reduce((first, last) -> last)
                    .orElse(key);
            @Nullable ConfigValue old = merged.remove(named);
            if (old == null || old.kind() != Kind.MAP) {
                merged.put(named, flag);
            } else if (flag.kind() == Kind.MAP) {
                merged.put(named, merge(old, flag, falseRemoves).under(old.keyPosition()));
            } else if (!falseRemoves || flag.kind() != Kind.BOOLEAN || flag.flag()) {
                merged.put(named, flag);
            }
        });
        return ConfigValue.map(merged, file.position());
    }

    /** Makes an overlay, one key after the other. Confined to one thread. */
    public static final class Builder {
        private ConfigValue root = (ConfigValue) none();

        /** Makes an empty overlay. */
        public Builder() {}

        /**
         * Sets a key.
         *
         * @param path  the key, with dots between the levels
         * @param value a {@link String}, {@link Long}, {@link Boolean}, or a list of strings
         * @param flag  the flag that says so, with its dashes
         */
        public Builder set(String path, Object value, String flag) {
            Position at = new Position("command line " + flag, 0, 0);
            return put(path, node(value, at), at);
        }

        /** Sets a key to an empty map, which joins what the file says of it. */
        public Builder section(String path, String flag) {
            Position at = new Position("command line " + flag, 0, 0);
            return put(path, ConfigValue.fromFlag(new LinkedHashMap<>(), at), at);
        }

        private Builder put(String path, ConfigValue value, Position at) {
            ConfigValue node = value;
            for (String level : List.of(path.split("\\.")).reversed()) {
                node = ConfigValue.map(new LinkedHashMap<>(Map.of(level, node)), at);
            }
            root = merge(root, node, false);
            return this;
        }

        /** Returns what was set. */
        public ConfigNode build() {
            return root;
        }

        private static ConfigValue node(Object value, Position at) {
            if (value instanceof List<?> texts) {
                return ConfigValue.array(
                        texts.stream().map(t -> ConfigValue.fromFlag(t, at)).toList(), at);
            }
            return ConfigValue.fromFlag(value, at);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;

/**
 * The block {@code proxies}. Immutable.
 *
 * @param trusted the public keys of the proxies that are trusted
 */
record ProxyOptions(Set<String> trusted) {
    static final ProxyOptions NONE = new ProxyOptions(Set.of());

    private static final ConfigKey BLOCK =
            ConfigKey.of("proxies", "block", "", Reload.YES, "Proxies in front of the server that sign the nonce.");
    private static final ConfigKey TRUSTED =
            ConfigKey.of("trusted", "list of blocks", "[]", Reload.YES, "The proxies, each a block with its key.");
    private static final ConfigKey KEY = ConfigKey.of("key", "string", "", Reload.YES, "The public key of a proxy.")
            .alias("public_key");

    ProxyOptions {
        trusted = Set.copyOf(trusted);
    }

    static ConfigSection<ProxyOptions> section(ConfigSection.Reloader<ProxyOptions> reloader) {
        return new ConfigSection<>("proxies", List.of(BLOCK), ProxyOptions::bind, reloader);
    }

    private static ProxyOptions bind(ConfigReader root) {
        return root.find(BLOCK)
                .flatMap(node -> block(root, node, "proxies"))
                .map(ProxyOptions::read)
                .orElse(NONE);
    }

    private static ProxyOptions read(ConfigReader proxies) {
        proxies.rejectUnknown(Set.of(TRUSTED.name()));
        Set<String> keys = new LinkedHashSet<>();
        proxies.find(TRUSTED).ifPresent(list -> {
            if (list.kind() == Kind.ARRAY) {
                list.elements()
                        .forEach(entry ->
                                block(proxies, entry, "proxies' trusted entry").ifPresent(one -> readKey(one, keys)));
            } else {
                proxies.problems()
                        .error(list, "expected proxies' trusted field to be an array, got " + word(list.kind()));
            }
        });
        return new ProxyOptions(keys);
    }

    private static void readKey(ConfigReader entry, Set<String> keys) {
        entry.rejectUnknown(Set.of("key", "public_key"));
        entry.find(KEY).ifPresent(node -> {
            String key = entry.text(node, "");
            if (node.kind() != Kind.STRING) {
                return;
            }
            if (Nkeys.kind(key).isPresent()) {
                keys.add(key);
            } else {
                // does not show what it found: it may be a seed
                entry.problems().error(node, "invalid proxy key (expected: a public key of 56 characters)");
            }
        });
    }

    private static Optional<ConfigReader> block(ConfigReader parent, ConfigNode node, String what) {
        if (node.kind() != Kind.MAP) {
            parent.problems().error(node, "expected " + what + " to be a map/struct, got " + word(node.kind()));
            return Optional.empty();
        }
        return parent.map(node);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case MAP -> "a block";
            case ARRAY -> "a list";
            case STRING -> "text";
            case INTEGER, FLOAT -> "a number";
            case BOOLEAN -> "true or false";
            case DATETIME -> "a time";
        };
    }
}

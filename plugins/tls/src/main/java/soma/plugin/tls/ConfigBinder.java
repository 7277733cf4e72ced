/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads everything that the configuration says about TLS, with the files it names. */
final class ConfigBinder {
    private static final ConfigKey TYPE =
            ConfigKey.of("type", "none or local", "local", Reload.YES, "Where answers are kept.");
    private static final List<String> TO_DISK = List.of("local_store", "preserve_revoked", "save_interval");
    /** What an authority calls its demand that proof is sent: the TLS feature extension. */
    private static final String DEMANDS_PROOF = "1.3.6.1.5.5.7.1.24";

    private ConfigBinder() {}

    static TlsConfig bind(ConfigReader root) {
        Map<Place, TlsBlock> blocks = new EnumMap<>(Place.class);
        Stapling stapling = Stapling.read(root);
        readCache(root);
        for (Place place : Place.values()) {
            place.find(root).ifPresent(holder -> {
                ConfigNode node = holder.find(TlsKeys.TLS).orElse(null);
                if (node != null && !isTurnedOff(node)) {
                    holder.map(TlsKeys.TLS).ifPresent(block -> {
                        TlsBlock read = new BlockReader(block, node, place).read();
                        blocks.put(place, read);
                        checkStapling(root, node, read, stapling);
                    });
                }
            });
        }
        return new TlsConfig(blocks, root.flag(TlsKeys.ALLOW_NON_TLS, false), stapling);
    }

    /** The flag {@code --tls=false} stands in the place of the block. */
    private static boolean isTurnedOff(ConfigNode node) {
        return node.fromCommandLine() && node.kind() == Kind.BOOLEAN && !node.flag();
    }

    private static void checkStapling(ConfigReader root, ConfigNode node, TlsBlock block, Stapling stapling) {
        boolean demanded =
                block.keys().stream().anyMatch(key -> key.certificate().getExtensionValue(DEMANDS_PROOF) != null);
        if (stapling.concerns(demanded) && !Boolean.getBoolean(Stapling.SWITCH)) {
            root.problems()
                    .error(
                            root.find(TlsKeys.OCSP).orElse(node),
                            (demanded ? "the certificate demands OCSP stapling" : "ocsp asks for stapling")
                                    + ", which the Java runtime does only when started with -D" + Stapling.SWITCH
                                    + "=true (expected: that option, or \"ocsp: never\")");
        }
    }

    private static void readCache(ConfigReader root) {
        ConfigNode node = root.find(TlsKeys.OCSP_CACHE).orElse(null);
        if (node == null || node.kind() == Kind.BOOLEAN) {
            return;
        }
        if (node.kind() != Kind.MAP) {
            root.problems()
                    .error(node, "error parsing ocsp_cache: unsupported type (expected: true, false or a block)");
            return;
        }
        root.map(TlsKeys.OCSP_CACHE).ifPresent(ConfigBinder::readCacheBlock);
    }

    private static void readCacheBlock(ConfigReader block) {
        block.rejectUnknown(Set.of(TYPE.name(), TO_DISK.get(0), TO_DISK.get(1), TO_DISK.get(2)));
        String type = block.text(TYPE, "local");
        if (!Set.of("none", "local").contains(type)) {
            block.find(TYPE)
                    .ifPresent(node -> block.problems()
                            .error(node, "error parsing OCSP peer cache config, unknown type [" + type + "]"));
        }
        for (String key : TO_DISK) {
            block.find(key)
                    .ifPresent(node -> block.problems()
                            .warning(
                                    node,
                                    "ocsp_cache " + key + " has no effect: answers are kept in memory, not in files"));
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.EnumMap;
import java.util.Map;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads everything that the configuration says about TLS, with the files it names. */
final class ConfigBinder {
    private ConfigBinder() {}

    static TlsConfig bind(ConfigReader root) {
        Map<Place, TlsBlock> blocks = new EnumMap<>(Place.class);
        for (Place place : Place.values()) {
            place.find(root).ifPresent(holder -> {
                ConfigNode node = holder.find(TlsKeys.TLS).orElse(null);
                if (node != null && !isTurnedOff(node)) {
                    holder.map(TlsKeys.TLS).ifPresent(block -> {
                        blocks.put(place, new BlockReader(block, node, place).read());
                    });
                }
            });
        }
        return new TlsConfig(blocks, root.flag(TlsKeys.ALLOW_NON_TLS, false), OcspReader.read(root));
    }

    /** The flag {@code --tls=false} stands in the place of the block. */
    private static boolean isTurnedOff(ConfigNode node) {
        return node.fromCommandLine() && node.kind() == Kind.BOOLEAN && !node.flag();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.util.Optional;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;

/** Where a {@code tls} block may stand: one for each sort of listener, so that they share neither keys nor sessions. */
enum Place {
    CLIENT("", "", false),
    CLUSTER("cluster", "", true),
    GATEWAY("gateway", "", true),
    LEAFNODES("leafnodes", "leaf", false),
    WEBSOCKET("websocket", "ws", false),
    MQTT("mqtt", "", false);

    private final String section;
    private final String alias;
    private final boolean betweenServers;

    Place(String section, String alias, boolean betweenServers) {
        this.section = section;
        this.alias = alias;
        this.betweenServers = betweenServers;
    }

    /** Returns the block of the configuration that describes the listener; empty for that of clients. */
    String section() {
        return section;
    }

    /** Returns what nats-server calls the connections that come here. */
    String kind() {
        return switch (this) {
            case CLUSTER -> "Router";
            case GATEWAY -> "Gateway";
            case LEAFNODES -> "Leafnode";
            case CLIENT, WEBSOCKET, MQTT -> "Client";
        };
    }

    /** Returns whether only servers of one installation meet here: they always prove who they are. */
    boolean isBetweenServers() {
        return betweenServers;
    }

    /** Returns the block that holds the {@code tls} block of this place, if it is there. */
    Optional<ConfigReader> find(ConfigReader root) {
        if (section.isEmpty()) {
            return Optional.of(root);
        }
        ConfigKey key =
                ConfigKey.of(section, "block", "", Reload.NO, "A listener.").alias(alias);
        // another plugin says what is wrong with a listener that is no block
        return root.find(key).filter(node -> node.kind() == ConfigNode.Kind.MAP).flatMap(_ -> root.map(key));
    }
}

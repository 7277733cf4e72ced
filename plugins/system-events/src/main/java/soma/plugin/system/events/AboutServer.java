/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import soma.plugin.reports.api.FeatureFlags;
import soma.plugin.reports.api.Times;
import soma.spi.server.Server;
import soma.spi.server.Server.Description;

/** This server as its events and answers name it. Safe for any thread. */
final class AboutServer {
    private final Server server;
    private final AtomicLong sequence = new AtomicLong();

    AboutServer(Server server) {
        this.server = server;
    }

    /** Returns it with the next number: no two of them are the same, and later ones are higher. */
    Map<String, Object> next() {
        Description description = server.description();
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", server.name());
        about.put("host", description.host());
        about.put("id", server.id());
        about.put("ver", server.version().nats());
        put(about, "tags", description.tags(), description.tags().isEmpty());
        put(about, "metadata", description.metadata(), description.metadata().isEmpty());
        about.put("feature_flags", FeatureFlags.withDefaults(description.featureFlags()));
        about.put("jetstream", false);
        about.put("flags", 0);
        about.put("seq", sequence.incrementAndGet());
        about.put("time", Times.rfc3339(server.clock().instant()));
        return about;
    }

    /** Returns who it is, and no more. */
    Map<String, Object> identity() {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("name", server.name());
        identity.put("host", server.description().host());
        identity.put("id", server.id());
        return identity;
    }

    private static void put(Map<String, Object> about, String name, Object value, boolean empty) {
        if (!empty) {
            about.put(name, value);
        }
    }
}

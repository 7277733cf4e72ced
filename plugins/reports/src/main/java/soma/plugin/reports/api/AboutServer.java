/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import soma.spi.report.Times;
import soma.spi.server.Server;
import soma.spi.server.Server.Description;

/**
 * This server as its events, answers and traces name it. Offered as a service, so that whoever names it takes the numbers from
 * one row. Safe for any thread; of use once the server starts.
 */
public final class AboutServer {
    private final AtomicLong sequence = new AtomicLong();
    private volatile @Nullable Server running;

    /** Makes it before the server starts. */
    public AboutServer() {}

    /** Takes note of the server that starts. */
    public void start(Server server) {
        running = server;
    }

    private Server server() {
        Server server = running;
        if (server == null) {
            throw new IllegalStateException("the server has not started");
        }
        return server;
    }

    /** Returns it with the next number: no two of them are the same, and later ones are higher. */
    public Map<String, Object> next() {
        Server server = server();
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
    public Map<String, Object> identity() {
        Server server = server();
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

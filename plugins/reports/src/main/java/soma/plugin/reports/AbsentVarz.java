/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import soma.plugin.reports.api.FeatureFlags;
import soma.spi.report.ReportContributor;
import soma.spi.server.Server;
import soma.spi.server.Traffic;

/**
 * Fills in what varz shows of features that no plugin speaks for, as nats-server shows it when they are off. Comes last. Safe
 * for any thread.
 *
 * @param server the running server; null before the start
 */
record AbsentVarz(Supplier<@Nullable Server> server) implements ReportContributor {
    private static final List<String> BLOCKS = List.of("cluster", "gateway", "leaf", "mqtt", "websocket", "jetstream");
    private static final List<String> NUMBERS = List.of("routes", "remotes", "leafnodes");
    private static final Map<String, Object> NO_WAITS = noWaits();

    /** Kinds of sessions by the names that they have where they are counted. */
    private static final Map<String, String> KINDS =
            Map.of("clients", "Client", "routes", "Router", "gateways", "Gateway", "leafs", "Leafnode");

    @Override
    public String document() {
        return "varz";
    }

    @Override
    public int order() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> varz) {
        BLOCKS.forEach(block -> varz.putIfAbsent(block, Map.of()));
        NUMBERS.forEach(number -> varz.putIfAbsent(number, 0));
        varz.put(
                "feature_flags",
                FeatureFlags.withDefaults(varz.get("feature_flags") instanceof Map<?, ?> flags ? flags : Map.of()));
        Server running = server.get();
        Map<Traffic.Of, Traffic> traffic =
                running == null ? Map.of() : running.sessions().traffic();
        varz.putIfAbsent("slow_consumer_stats", byKind(traffic, Traffic::slowConsumers));
        varz.putIfAbsent("stale_connection_stats", byKind(traffic, Traffic::stale));
        varz.putIfAbsent("disk_io_wait_stats", NO_WAITS);
    }

    private static Map<String, Object> byKind(Map<Traffic.Of, Traffic> traffic, ToLongFunction<Traffic> counter) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (String name : List.of("clients", "routes", "gateways", "leafs")) {
            String kind = KINDS.get(name);
            numbers.put(
                    name,
                    traffic.entrySet().stream()
                            .filter(entry -> entry.getKey().kind().equals(kind))
                            .mapToLong(entry -> counter.applyAsLong(entry.getValue()))
                            .sum());
        }
        return numbers;
    }

    private static Map<String, Object> noWaits() {
        Map<String, Object> none = new LinkedHashMap<>();
        List.of("waiters", "waits", "wait_time", "max_wait_time").forEach(name -> none.put(name, 0));
        return none;
    }
}

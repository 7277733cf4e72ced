/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.report.ReportContributor;

/**
 * Fills in what varz shows of features that no plugin speaks for, as nats-server shows it when they are off. Comes last. Safe
 * for any thread.
 */
final class AbsentVarz implements ReportContributor {
    private static final List<String> BLOCKS = List.of("cluster", "gateway", "leaf", "mqtt", "websocket", "jetstream");
    private static final List<String> NUMBERS =
            List.of("routes", "remotes", "leafnodes", "tls_timeout", "stalled_clients");
    private static final Map<String, Object> NO_WAITS =
            Map.of("waiters", 0, "waits", 0, "wait_time", 0, "max_wait_time", 0);

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
        varz.putIfAbsent("slow_consumer_stats", kinds(varz.get("slow_consumers")));
        varz.putIfAbsent("stale_connection_stats", kinds(varz.get("stale_connections")));
        varz.putIfAbsent("disk_io_wait_stats", NO_WAITS);
    }

    private static Map<String, Object> kinds(@Nullable Object ofClients) {
        return Map.of("clients", ofClients == null ? 0 : ofClients, "routes", 0, "gateways", 0, "leafs", 0);
    }
}

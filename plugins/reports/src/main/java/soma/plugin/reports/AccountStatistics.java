/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.spi.protocol.SessionView;
import soma.spi.report.Parameters;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;
import soma.spi.server.Server;
import soma.spi.server.Traffic;
import soma.spi.space.SubjectSpace;

/**
 * The document {@code accstatz}: traffic by account, which is what subject spaces stand for. Plugins that know more of accounts
 * add to its entries. Safe for any thread.
 */
final class AccountStatistics implements ReportContributor {
    private static final String LEAF_NODE = "Leafnode";
    private static final List<String> WAYS = List.of("gateways", "routes", "leafs");

    private final Supplier<@Nullable Server> server;
    private final Map<String, SubjectSpace> spaces = new ConcurrentHashMap<>();

    AccountStatistics(Supplier<@Nullable Server> server) {
        this.server = server;
    }

    /** Begins to take note of spaces. */
    void start(Server starting) {
        starting.spaces().forEach(space -> spaces.put(space.name(), space));
    }

    @Override
    public String document() {
        return "accstatz";
    }

    @Override
    public int order() {
        return 0;
    }

    /** Connections of one account. */
    private static final class Connections {
        private int clients;
        private int leafNodes;

        private void add(SessionView session) {
            if (session.identity().kind().equals(LEAF_NODE)) {
                leafNodes++;
            } else {
                clients++;
            }
        }
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> document) {
        Server running = server.get();
        if (running == null) {
            return;
        }
        boolean unused = new Parameters(query).flag("unused");
        Map<String, Connections> connections = connections(running);
        Map<String, Traffic> traffic = traffic(running);
        List<Object> entries = new ArrayList<>();
        for (SubjectSpace space : spaces.values()) {
            Connections open = connections.get(space.name());
            if (unused || open != null) {
                Traffic exchanged = traffic.getOrDefault(space.name(), Traffic.NONE);
                entries.add(entry(space, open == null ? new Connections() : open, exchanged));
            }
        }
        document.put("server_id", running.id());
        document.put("now", Times.rfc3339(running.clock().instant()));
        document.put("account_statz", entries);
    }

    private static Map<String, Connections> connections(Server running) {
        Map<String, Connections> connections = new ConcurrentHashMap<>();
        running.sessions().forEach(session -> {
            SessionView view = session.view();
            connections.computeIfAbsent(view.space(), name -> new Connections()).add(view);
        });
        return connections;
    }

    private static Map<String, Traffic> traffic(Server running) {
        Map<String, Traffic> bySpace = new LinkedHashMap<>();
        running.sessions().traffic().forEach((of, traffic) -> bySpace.merge(of.space(), traffic, Traffic::plus));
        return bySpace;
    }

    private static Map<String, Object> entry(SubjectSpace space, Connections open, Traffic traffic) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("acc", space.name());
        entry.put("name", space.name());
        entry.put("conns", open.clients);
        entry.put("leafnodes", open.leafNodes);
        entry.put("total_conns", open.clients + open.leafNodes);
        entry.put("num_subscriptions", space.subscriptions());
        entry.put("sent", data(traffic.messagesOut(), traffic.bytesOut()));
        entry.put("received", data(traffic.messagesIn(), traffic.bytesIn()));
        entry.put("slow_consumers", traffic.slowConsumers());
        return entry;
    }

    private static Map<String, Object> data(long messages, long bytes) {
        Map<String, Object> data = count(messages, bytes);
        WAYS.forEach(way -> data.put(way, count(0, 0)));
        return data;
    }

    private static Map<String, Object> count(long messages, long bytes) {
        Map<String, Object> count = new LinkedHashMap<>();
        count.put("msgs", messages);
        count.put("bytes", bytes);
        return count;
    }
}

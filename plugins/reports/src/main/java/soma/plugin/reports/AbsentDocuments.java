/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.spi.report.Parameters;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;
import soma.spi.server.Server;

/**
 * A document of a feature, as it looks where no plugin has that feature. Comes first, so that the plugin which has it finds
 * the fields in their usual order and puts its own values in. Safe for any thread.
 *
 * @param document the document's name
 * @param check    refuses bad parameters, as where the feature is on
 * @param fields   fills in the fields
 * @param server   the running server; null before the start
 */
record AbsentDocuments(String document, Check check, Fields fields, Supplier<@Nullable Server> server)
        implements ReportContributor {
    /** Before all others. */
    static final int ORDER = -1_000;

    /** Fills a document in. */
    @FunctionalInterface
    interface Fields {
        void fill(Server server, Map<String, Object> document);
    }

    /** Reads the parameters of a document. */
    @FunctionalInterface
    interface Check {
        void read(Parameters parameters);
    }

    /** Returns the documents of all features that may be absent. */
    static List<ReportContributor> all(Supplier<@Nullable Server> server) {
        return List.of(
                new AbsentDocuments("routez", AbsentDocuments::subscriptions, AbsentDocuments::routes, server),
                new AbsentDocuments("gatewayz", AbsentDocuments::accounts, AbsentDocuments::gateways, server),
                new AbsentDocuments("leafz", query -> query.flag("subs"), AbsentDocuments::leafNodes, server),
                new AbsentDocuments("jsz", AbsentDocuments::streams, AbsentDocuments::jetStream, server),
                new AbsentDocuments("ipqueuesz", query -> query.flag("all"), (_, _) -> {}, server));
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> filled) {
        check.read(new Parameters(query));
        Server running = server.get();
        if (running != null) {
            fields.fill(running, filled);
        }
    }

    private static void subscriptions(Parameters query) {
        if (!query.text("subs").equalsIgnoreCase("detail")) {
            query.flag("subs");
        }
    }

    private static void accounts(Parameters query) {
        subscriptions(query);
        query.flag("accs");
    }

    private static void streams(Parameters query) {
        List.of("accounts", "streams", "consumers", "direct-consumers", "config")
                .forEach(query::flag);
        query.integer("offset", 0);
        query.integer("limit", 0);
        List.of("leader-only", "raft", "stream-leader-only").forEach(query::flag);
    }

    private static void now(Server server, Map<String, Object> document) {
        document.put("now", Times.rfc3339(server.clock().instant()));
    }

    private static void routes(Server server, Map<String, Object> document) {
        document.put("server_id", server.id());
        document.put("server_name", server.name());
        now(server, document);
        document.put("num_routes", 0);
        document.put("routes", List.of());
    }

    private static void gateways(Server server, Map<String, Object> document) {
        document.put("server_id", server.id());
        now(server, document);
        document.put("outbound_gateways", Map.of());
        document.put("inbound_gateways", Map.of());
    }

    private static void leafNodes(Server server, Map<String, Object> document) {
        document.put("server_id", server.id());
        now(server, document);
        document.put("leafnodes", 0);
        document.put("leafs", List.of());
    }

    private static void jetStream(Server server, Map<String, Object> document) {
        zeros(document, "memory", "storage", "reserved_memory", "reserved_storage", "accounts", "ha_assets");
        Map<String, Object> api = new LinkedHashMap<>();
        zeros(api, "level", "total", "errors");
        document.put("api", api);
        document.put("server_id", server.id());
        now(server, document);
        document.put("disabled", true);
        Map<String, Object> config = new LinkedHashMap<>();
        zeros(config, "max_memory", "max_storage");
        document.put("config", config);
        zeros(document, "streams", "consumers", "messages", "bytes", "total");
    }

    private static void zeros(Map<String, Object> document, String... names) {
        for (String name : names) {
            document.put(name, 0);
        }
    }
}

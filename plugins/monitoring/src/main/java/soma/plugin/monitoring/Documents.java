/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.spi.server.Server;

/** Documents as plugins fill them, and as they look where no plugin does. Safe for any thread. */
final class Documents {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Server server;

    Documents(Server server) {
        this.server = server;
    }

    /** Fills a document; see {@link Server#report}. */
    Map<String, Object> fill(String name, Map<String, String> query) {
        Map<String, Object> report = server.report(name, query);
        return report.isEmpty() ? absent(name) : report;
    }

    private Map<String, Object> absent(String name) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("server_id", server.id());
        switch (name) {
            case "routez" -> {
                document.put("server_name", server.name());
                now(document);
                document.put("num_routes", 0);
                document.put("routes", List.of());
            }
            case "gatewayz" -> {
                now(document);
                document.put("outbound_gateways", Map.of());
                document.put("inbound_gateways", Map.of());
            }
            case "leafz" -> {
                now(document);
                document.put("leafnodes", 0);
                document.put("leafs", List.of());
            }
            case "jsz" -> {
                return withoutJetStream();
            }
            case "accountz" -> {
                now(document);
                document.put("accounts", List.of("$G"));
            }
            case "accstatz" -> {
                now(document);
                document.put("account_statz", List.of());
            }
            case "ipqueuesz" -> {
                return Map.of();
            }
            default -> now(document);
        }
        return document;
    }

    private Map<String, Object> withoutJetStream() {
        Map<String, Object> document = new LinkedHashMap<>();
        List.of("memory", "storage", "reserved_memory", "reserved_storage", "accounts", "ha_assets")
                .forEach(name -> document.put(name, 0));
        Map<String, Object> api = new LinkedHashMap<>();
        List.of("level", "total", "errors").forEach(name -> api.put(name, 0));
        document.put("api", api);
        document.put("server_id", server.id());
        now(document);
        document.put("disabled", true);
        Map<String, Object> config = new LinkedHashMap<>();
        List.of("max_memory", "max_storage").forEach(name -> config.put(name, 0));
        document.put("config", config);
        List.of("streams", "consumers", "messages", "bytes", "total").forEach(name -> document.put(name, 0));
        return document;
    }

    private void now(Map<String, Object> document) {
        Instant now = server.clock().instant();
        document.put("now", TIME.format(now));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.spi.report.ReportContributor;

/** Puts the fields of connections, to which many plugins add, into the order that nats-server has. Comes last. */
final class ConnectionOrder implements ReportContributor {
    private static final String CONNECTIONS = "connections";

    /** The order of fields; what there is beyond these comes behind. */
    private static final List<String> ORDER = List.of(
            "cid",
            "kind",
            "type",
            "ip",
            "port",
            "start",
            "last_activity",
            "stop",
            "reason",
            "rtt",
            "uptime",
            "idle",
            "pending_bytes",
            "in_msgs",
            "out_msgs",
            "in_bytes",
            "out_bytes",
            "stalls",
            "subscriptions",
            "name",
            "lang",
            "version",
            "tls_version",
            "tls_cipher_suite",
            "tls_peer_certs",
            "tls_first",
            "authorized_user",
            "account",
            "subscriptions_list",
            "subscriptions_list_detail",
            "jwt",
            "issuer_key",
            "name_tag",
            "tags",
            "mqtt_client",
            "proxy");

    @Override
    public String document() {
        return "connz";
    }

    @Override
    public int order() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> connz) {
        if (connz.get(CONNECTIONS) instanceof List<?> connections) {
            List<Object> ordered = new ArrayList<>(connections.size());
            for (Object connection : connections) {
                ordered.add(connection instanceof Map<?, ?> fields ? inOrder(fields) : connection);
            }
            connz.put(CONNECTIONS, ordered);
        }
    }

    private static Map<Object, Object> inOrder(Map<?, ?> fields) {
        Map<Object, Object> ordered = new LinkedHashMap<>();
        for (String name : ORDER) {
            Object value = fields.get(name);
            if (value != null) {
                ordered.put(name, value);
            }
        }
        fields.forEach(ordered::putIfAbsent);
        return ordered;
    }
}

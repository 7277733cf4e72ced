/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.spi.report.MappedList;
import soma.spi.report.ReportContributor;

/**
 * Puts fields, to which many plugins add, in the order that nats-server has; what it does not know comes behind.
 * Comes last.
 *
 * @param document the document
 * @param list     the list whose elements have these fields; empty if they are the document's own
 * @param places   the fields in order, each with its place
 */
record FieldOrder(String document, String list, Map<String, Integer> places) implements ReportContributor {
    private static final String VARZ = """
            server_id server_name version proto git_commit go host port auth_required tls_required tls_verify
            tls_ocsp_peer_verify ip connect_urls ws_connect_urls max_connections max_subscriptions ping_interval
            ping_max http_host http_port http_base_path https_port auth_timeout max_control_line max_payload
            max_pending cluster gateway leaf mqtt websocket jetstream tls_timeout write_deadline write_timeout
            start now uptime mem cores gomaxprocs gomemlimit cpu connections total_connections routes remotes
            leafnodes in_msgs in_bytes in_client_msgs in_client_bytes out_msgs out_bytes out_client_msgs
            out_client_bytes slow_consumers stale_connections stalled_clients subscriptions http_req_stats
            config_load_time config_digest tags metadata feature_flags trusted_operators_jwt
            trusted_operators_claim system_account pinned_account_fails ocsp_peer_cache slow_consumer_stats
            stale_connection_stats disk_io_wait_stats proxies tls_cert_not_after
            """;

    private static final String ACCOUNT_DETAIL = """
            account_name update_time is_system expired complete jetstream_enabled leafnode_connections
            client_connections subscriptions mappings exports imports jwt issuer_key name_tag tags decoded_jwt
            validation_result_jwt revoked_user sublist_stats responses
            """;

    private static final String CONNECTION = """
            cid kind type ip port start last_activity stop reason rtt uptime idle pending_bytes in_msgs out_msgs
            in_bytes out_bytes stalls subscriptions name lang version tls_version tls_cipher_suite tls_peer_certs
            tls_first authorized_user account subscriptions_list subscriptions_list_detail jwt issuer_key name_tag tags
            mqtt_client proxy
            """;

    static List<FieldOrder> all() {
        return List.of(
                of("varz", "", VARZ), of("account_detail", "", ACCOUNT_DETAIL), of("connz", "connections", CONNECTION));
    }

    private static FieldOrder of(String document, String list, String names) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (String name : List.of(names.strip().split("\\s+"))) {
            places.put(name, places.size());
        }
        return new FieldOrder(document, list, places);
    }

    @Override
    public int order() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> fields) {
        if (list.isEmpty()) {
            Map<String, Object> found = new LinkedHashMap<>(fields);
            fields.clear();
            fields.putAll(inOrder(found));
        } else if (fields.get(list) instanceof List<?> elements) {
            fields.put(list, MappedList.of(elements, this::ordered));
        }
    }

    private Object ordered(Object element) {
        return element instanceof Map<?, ?> map && !isInOrder(map) ? inOrder(map) : element;
    }

    /** Returns whether it is so already, as are the fields of ten thousand connections, which are not worth copying. */
    private boolean isInOrder(Map<?, ?> fields) {
        int last = 0;
        for (Object name : fields.keySet()) {
            Integer place = places.get(String.valueOf(name));
            if (place != null && place < last) {
                return false;
            }
            last = place == null ? places.size() : place;
        }
        return true;
    }

    private Map<String, Object> inOrder(Map<?, ?> fields) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String name : places.keySet()) {
            if (fields.containsKey(name)) {
                ordered.put(name, fields.get(name));
            }
        }
        fields.forEach((name, value) -> ordered.putIfAbsent(String.valueOf(name), value));
        return ordered;
    }
}

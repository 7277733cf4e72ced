/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.spi.report.ReportContributor;

/**
 * Puts the fields of a document in the order that nats-server has; what it does not know comes behind.
 *
 * @param document the document
 * @param names    its fields
 */
record FieldOrder(String document, List<String> names) implements ReportContributor {
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

    static List<FieldOrder> all() {
        return List.of(of("varz", VARZ), of("account_detail", ACCOUNT_DETAIL));
    }

    private static FieldOrder of(String document, String names) {
        return new FieldOrder(document, List.of(names.strip().split("\\s+")));
    }

    @Override
    public int order() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> fields) {
        Map<String, Object> found = new LinkedHashMap<>(fields);
        fields.clear();
        for (String name : names) {
            if (found.containsKey(name)) {
                fields.put(name, found.remove(name));
            }
        }
        fields.putAll(found);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import soma.kernel.options.CoreOptions;
import soma.kernel.options.CoreOptions.WriteTimeout;
import soma.kernel.session.SessionTable;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;
import soma.spi.server.Traffic;
import soma.spi.space.SubjectSpace;
import soma.spi.transport.LinkSecurity;

/** The fields of {@code varz} that the kernel knows, under nats-server's names. */
public final class VarzCore implements ReportContributor {
    /** What the server tells of itself in INFO too, and only there if it is so. */
    private static final List<String> OF_INFO =
            List.of("tls_required", "tls_verify", "ip", "connect_urls", "ws_connect_urls");

    /** How long a handshake may take where nothing is said of TLS, as nats-server shows it. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(2);

    private final ReportEnvironment environment;
    private final ProcessUsage usage = new ProcessUsage();

    /** Makes the contributor. */
    public VarzCore(ReportEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String document() {
        return "varz";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> varz) {
        CoreOptions options = environment.options();
        identity(options, varz);
        limits(options, varz);
        process(varz);
        traffic(varz);
        configuration(options, varz);
        varz.put("soma", environment.facts().version().soma());
    }

    private void configuration(CoreOptions options, Map<String, Object> varz) {
        varz.put("config_load_time", Times.rfc3339(environment.configured()));
        varz.put("config_digest", environment.configDigest());
        if (!options.tags().isEmpty()) {
            varz.put("tags", options.tags());
        }
        if (!options.metadata().isEmpty()) {
            varz.put("metadata", options.metadata());
        }
        if (!options.diagnostics().featureFlags().isEmpty()) {
            varz.put("feature_flags", options.diagnostics().featureFlags());
        }
    }

    private void identity(CoreOptions options, Map<String, Object> varz) {
        String name = options.serverName();
        varz.put("server_id", environment.facts().id());
        varz.put("server_name", name == null ? environment.facts().id() : name);
        varz.put("version", environment.facts().version().nats());
        varz.put("proto", 1);
        varz.put("go", "java" + Runtime.version());
        Map<String, Object> info = environment.clientInfo();
        varz.put("host", info.getOrDefault("host", environment.bound().host()));
        varz.put("port", info.getOrDefault("port", environment.bound().port()));
        if (environment.authRequired()) {
            varz.put("auth_required", true);
        }
        for (String field : OF_INFO) {
            if (info.containsKey(field)) {
                varz.put(field, info.get(field));
            }
        }
    }

    private void limits(CoreOptions options, Map<String, Object> varz) {
        varz.put("max_connections", options.limits().maxConnections());
        if (options.limits().maxSubscriptions() > 0) {
            varz.put("max_subscriptions", options.limits().maxSubscriptions());
        }
        varz.put("ping_interval", options.timing().pingInterval().toNanos());
        varz.put("ping_max", options.timing().pingMax());
        varz.put("auth_timeout", environment.authTimeout().toNanos() / 1e9);
        varz.put("max_control_line", options.limits().maxControlLine());
        varz.put("max_payload", options.limits().maxPayload());
        varz.put("max_pending", options.limits().maxPending());
        varz.put(
                "tls_timeout",
                environment
                                .security()
                                .map(LinkSecurity.Policy::timeout)
                                .orElse(HANDSHAKE)
                                .toNanos()
                        / 1e9);
        varz.put("write_deadline", options.timing().writeDeadline().toNanos());
        if (options.timing().writeTimeout() == WriteTimeout.RETRY) {
            varz.put("write_timeout", "retry");
        }
    }

    private void process(Map<String, Object> varz) {
        Instant now = environment.clock().instant();
        int cores = Runtime.getRuntime().availableProcessors();
        varz.put("start", Times.rfc3339(environment.started()));
        varz.put("now", Times.rfc3339(now));
        varz.put("uptime", GoTime.uptime(Duration.between(environment.started(), now)));
        varz.put("mem", ProcessUsage.memory());
        varz.put("cores", cores);
        varz.put("gomaxprocs", cores);
        varz.put("cpu", usage.percent());
    }

    private void traffic(Map<String, Object> varz) {
        SessionTable sessions = environment.sessions();
        Map<Traffic.Of, Traffic> traffic = sessions.traffic();
        Traffic all = traffic.values().stream().reduce(Traffic.NONE, Traffic::plus);
        Traffic clients = traffic.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(SessionTable.CLIENT))
                .map(Map.Entry::getValue)
                .reduce(Traffic.NONE, Traffic::plus);
        varz.put("connections", sessions.clients().size());
        varz.put("total_connections", clients.sessions());
        varz.put("in_msgs", all.messagesIn());
        varz.put("out_msgs", all.messagesOut());
        varz.put("in_bytes", all.bytesIn());
        varz.put("out_bytes", all.bytesOut());
        varz.put("in_client_msgs", clients.messagesIn());
        varz.put("out_client_msgs", clients.messagesOut());
        varz.put("in_client_bytes", clients.bytesIn());
        varz.put("out_client_bytes", clients.bytesOut());
        varz.put("slow_consumers", sessions.ended("Slow Consumer"));
        varz.put("stale_connections", sessions.ended("Stale Connection"));
        varz.put("stalled_clients", sessions.stalls());
        varz.put(
                "subscriptions",
                environment.allSpaces().stream()
                        .mapToLong(SubjectSpace::subscriptions)
                        .sum());
    }
}

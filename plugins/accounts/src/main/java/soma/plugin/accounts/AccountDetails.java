/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Export;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.accounts.api.AccountDefinition.Latency;
import soma.plugin.accounts.api.Accounts;
import soma.spi.protocol.SessionView;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;
import soma.spi.subject.Subjects;

/** The details of one account, as {@code accountz} shows them. Safe for any thread. */
final class AccountDetails implements ReportContributor {
    private static final String LEAF_NODE = "Leafnode";

    private final Accounts accounts;
    private volatile @Nullable Started started;

    private record Started(Server server, Instant at) {}

    AccountDetails(Accounts accounts) {
        this.accounts = accounts;
    }

    void start(Server starting) {
        started = new Started(starting, starting.clock().instant());
    }

    @Override
    public String document() {
        return AccountReport.DETAIL;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> detail) {
        Started start = started;
        if (start != null) {
            accounts.find(query.getOrDefault("acc", "")).ifPresent(account -> fill(start, account, detail));
        }
    }

    private void fill(Started start, AccountDefinition account, Map<String, Object> detail) {
        Server running = start.server;
        String name = account.name();
        detail.put("account_name", name);
        detail.put("update_time", Times.rfc3339(accounts.updated(name).orElse(start.at)));
        if (accounts.systemAccount().filter(name::equals).isPresent()) {
            detail.put("is_system", true);
        }
        detail.put("expired", false);
        detail.put("complete", accounts.leftOut(name).isEmpty());
        detail.put("jetstream_enabled", false);
        int[] connections = connections(running, name);
        detail.put("leafnode_connections", connections[1]);
        detail.put("client_connections", connections[0]);
        SubjectSpace.Statistics statistics =
                running.spaces().find(name).map(SubjectSpace::statistics).orElse(SubjectSpace.Statistics.NONE);
        detail.put("subscriptions", statistics.subscriptions());
        List<Object> exports = new ArrayList<>();
        account.exports().forEach(export -> exports.add(export(export)));
        putUnlessEmpty(detail, "exports", exports);
        List<Object> imports = new ArrayList<>();
        account.imports().forEach(wanted -> imports.add(wanted(name, wanted)));
        putUnlessEmpty(detail, "imports", imports);
        detail.put("name_tag", account.displayName());
        detail.put("sublist_stats", statistics.describe());
    }

    /** Returns how many clients are in an account, and how many leaf nodes. */
    private static int[] connections(Server running, String account) {
        int[] connections = new int[2];
        running.sessions().forEach(session -> {
            SessionView view = session.view();
            if (view.space().equals(account)) {
                connections[view.identity().kind().equals(LEAF_NODE) ? 1 : 0]++;
            }
        });
        return connections;
    }

    private static void putUnlessEmpty(Map<String, Object> fields, String name, List<Object> list) {
        if (!list.isEmpty()) {
            fields.put(name, list);
        }
    }

    private static Map<String, Object> export(Export export) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", export.subject());
        fields.put("type", type(export.kind()));
        if (export.kind() == Kind.SERVICE) {
            String type = export.responseType().name();
            fields.put("response_type", type.charAt(0) + type.substring(1).toLowerCase(Locale.ROOT));
            Latency latency = export.latency();
            if (latency != null) {
                fields.put("service_latency", latency(latency));
            }
        }
        if (export.tokenPosition() > 0) {
            fields.put("account_token_position", export.tokenPosition());
        }
        List<Object> approved = new ArrayList<>(export.access().approved());
        putUnlessEmpty(fields, "approved_accounts", approved);
        return fields;
    }

    private static Map<String, Object> latency(Latency latency) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sampling", latency.sampling() == 0 ? "headers" : latency.sampling());
        fields.put("results", latency.subject());
        return fields;
    }

    private static String type(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> wanted(String importer, Import wanted) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", wanted.subject());
        fields.put("account", wanted.account());
        if (wanted.kind() == Kind.SERVICE) {
            fields.put("to", wanted.localSubject());
        }
        fields.put("local_subject", wanted.localSubject());
        fields.put("type", type(wanted.kind()));
        if (wanted.allowTrace()) {
            fields.put("allow_trace", true);
        }
        fields.put("invalid", !accounts.isInForce(importer, wanted));
        fields.put("share", wanted.share());
        fields.put("tracking", false);
        latencyOf(wanted).ifPresent(latency -> fields.put("latency", latency(latency)));
        return fields;
    }

    /** Returns how the exporter samples the service that is imported. */
    private Optional<Latency> latencyOf(Import wanted) {
        return accounts.find(wanted.account()).stream()
                .flatMap(exporter -> exporter.exports().stream())
                .filter(export -> export.kind() == wanted.kind()
                        && export.latency() != null
                        && Subjects.isSubset(wanted.subject(), export.subject()))
                .map(Export::latency)
                .findFirst();
    }
}

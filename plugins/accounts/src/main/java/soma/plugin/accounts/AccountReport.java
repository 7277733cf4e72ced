/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;
import soma.spi.subject.Subjects;

/** The document {@code accountz}: the accounts, or one of them in detail. Safe for any thread. */
final class AccountReport implements ReportContributor {
    private static final String LEAF_NODE = "Leafnode";

    private final Accounts accounts;
    private volatile @Nullable Server server;
    private volatile @Nullable Instant started;

    AccountReport(Accounts accounts) {
        this.accounts = accounts;
    }

    void start(Server starting) {
        server = starting;
        started = starting.clock().instant();
    }

    @Override
    public String document() {
        return "accountz";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> document) {
        Server running = server;
        if (running == null) {
            return;
        }
        document.put("server_id", running.id());
        document.put("now", time(running.clock().instant()));
        accounts.systemAccount().ifPresent(name -> document.put("system_account", name));
        String wanted = query.getOrDefault("acc", "");
        if (wanted.isEmpty()) {
            document.put(
                    "accounts",
                    accounts.all().stream()
                            .map(AccountDefinition::name)
                            .sorted()
                            .toList());
            return;
        }
        AccountDefinition account = accounts.find(wanted)
                .orElseThrow(() -> new IllegalArgumentException("Account " + wanted + " does not exist"));
        document.put("account_detail", detail(running, account));
    }

    private static String time(@Nullable Instant time) {
        return DateTimeFormatter.ISO_INSTANT.withZone(ZoneOffset.UTC).format(time == null ? Instant.EPOCH : time);
    }

    private Map<String, Object> detail(Server running, AccountDefinition account) {
        String name = account.name();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("account_name", name);
        detail.put("update_time", time(accounts.updated(name).orElse(started)));
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
        return detail;
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

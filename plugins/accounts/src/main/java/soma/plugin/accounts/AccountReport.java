/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.Accounts;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;
import soma.spi.server.Server;

/**
 * The document {@code accountz}: the accounts, or one of them in detail. The details are a document of their own, so that
 * other plugins can add to them. Safe for any thread.
 */
final class AccountReport implements ReportContributor {
    /** The field, and the document that fills it. */
    static final String DETAIL = "account_detail";

    private final Accounts accounts;
    private volatile @Nullable Server server;

    AccountReport(Accounts accounts) {
        this.accounts = accounts;
    }

    void start(Server starting) {
        server = starting;
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
        document.put("now", Times.rfc3339(running.clock().instant()));
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
        document.put(DETAIL, running.report(DETAIL, Map.of("acc", account.name())));
    }
}

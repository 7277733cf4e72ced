/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.spi.report.ReportContributor;
import soma.spi.report.Times;
import soma.spi.server.Server;

/** What {@code accountz} shows where no plugin knows of accounts: the one that everybody is in. Comes last. */
record DefaultAccount(Supplier<@Nullable Server> server) implements ReportContributor {
    @Override
    public String document() {
        return "accountz";
    }

    @Override
    public int order() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> document) {
        Server running = server.get();
        if (running == null || !document.isEmpty()) {
            return;
        }
        String wanted = query.getOrDefault("acc", "");
        String only = running.spaces().defaultSpace().name();
        if (!wanted.isEmpty() && !wanted.equals(only)) {
            throw new IllegalArgumentException("Account " + wanted + " does not exist");
        }
        document.put("server_id", running.id());
        document.put("now", Times.rfc3339(running.clock().instant()));
        if (wanted.isEmpty()) {
            document.put("accounts", List.of(only));
        } else {
            document.put("account_detail", Map.of("account_name", only, "name_tag", only));
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.util.Map;
import soma.plugin.accounts.api.Accounts;
import soma.spi.report.ReportContributor;

/** Tells in varz which account is the system's. Safe for any thread. */
record SystemAccountVarz(Accounts accounts) implements ReportContributor {
    private static final int ORDER = 300;

    @Override
    public String document() {
        return "varz";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> document) {
        accounts.systemAccount().ifPresent(name -> document.put("system_account", name));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.Map;
import soma.plugin.auth.jwt.api.Jwt;
import soma.spi.report.ReportContributor;

/** Tells monitoring which operators are trusted. */
record JwtReports(CurrentConfig config, JwtAuthenticator authenticator) implements ReportContributor {
    private static final int ORDER = 500;

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
        if (!config.get().operators().isEmpty()) {
            document.put(
                    "trusted_operators_jwt",
                    config.get().operators().stream().map(Jwt::text).toList());
            document.put(
                    "trusted_operators_claim",
                    config.get().operators().stream()
                            .map(operator -> operator.claims().written())
                            .toList());
        }
        if (authenticator.pinnedFailures() > 0) {
            document.put("pinned_account_fails", authenticator.pinnedFailures());
        }
    }
}

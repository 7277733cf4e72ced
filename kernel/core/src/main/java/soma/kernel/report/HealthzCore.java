/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.util.Map;
import soma.spi.report.ReportContributor;

/**
 * The document {@code healthz}: whether clients can connect. The field {@code status_code} is HTTP's. Plugins may find
 * something else wrong.
 */
public final class HealthzCore implements ReportContributor {
    private static final int UNHEALTHY = 500;

    private final ReportEnvironment environment;

    /** Makes the contributor. */
    public HealthzCore(ReportEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String document() {
        return "healthz";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> health) {
        var parameters = new Query(query);
        String missing = missing(parameters);
        if (!missing.isEmpty()) {
            fail(health, 400, missing);
        } else if (environment.isListening()) {
            health.put("status", "ok");
        } else {
            fail(
                    health,
                    UNHEALTHY,
                    "failed to be ready for connections after 1ms: server is not listening for clients");
        }
    }

    private static String missing(Query parameters) {
        if (!parameters.text("stream").isEmpty() && parameters.text("account").isEmpty()) {
            return "\"account\" must not be empty when checking stream health";
        }
        if (!parameters.text("consumer").isEmpty() && parameters.text("stream").isEmpty()) {
            return "\"stream\" must not be empty when checking consumer health";
        }
        return "";
    }

    private static void fail(Map<String, Object> health, int code, String error) {
        health.put("status", "error");
        health.put("status_code", code);
        health.put("error", error);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.spi.report.Parameters;
import soma.spi.report.ReportContributor;

/**
 * The document {@code healthz}: whether clients can connect. The field {@code status_code} is HTTP's. Plugins may find
 * something else wrong.
 */
public final class HealthzCore implements ReportContributor {
    private static final int UNHEALTHY = 500;
    private static final List<String> FLAGS =
            List.of("js-enabled", "js-enabled-only", "js-server-only", "js-meta-only");
    private static final String NOT_READY =
            "failed to be ready for connections after 1ms: server is not listening for clients";

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
        var parameters = new Parameters(query);
        FLAGS.forEach(parameters::flag);
        boolean details = parameters.flag("details");
        String missing = missing(parameters);
        if (!missing.isEmpty()) {
            fail(health, 400, "BAD_REQUEST", missing, details);
        } else if (environment.isListening()) {
            health.put("status", "ok");
        } else {
            fail(health, UNHEALTHY, "CONNECTION", NOT_READY, details);
        }
    }

    private static String missing(Parameters parameters) {
        if (!parameters.text("stream").isEmpty() && parameters.text("account").isEmpty()) {
            return "\"account\" must not be empty when checking stream health";
        }
        if (!parameters.text("consumer").isEmpty() && parameters.text("stream").isEmpty()) {
            return "\"stream\" must not be empty when checking consumer health";
        }
        return "";
    }

    private static void fail(Map<String, Object> health, int code, String type, String error, boolean details) {
        health.put("status", "error");
        health.put("status_code", code);
        if (details) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("type", type);
            fields.put("error", error);
            health.put("errors", List.of(fields));
        } else {
            health.put("error", error);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.util.Map;
import soma.spi.report.ReportContributor;

/** What varz says of monitoring itself. Safe for any thread. */
final class MonitoringVarz implements ReportContributor {
    private static final int ORDER = 100;

    private final MonitoringOptions options;
    private final Monitor monitor;
    private final RequestCounts counts;

    MonitoringVarz(MonitoringOptions options, Monitor monitor, RequestCounts counts) {
        this.options = options;
        this.monitor = monitor;
        this.counts = counts;
    }

    @Override
    public String document() {
        return "varz";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> varz) {
        int port = Math.max(0, monitor.boundPort());
        varz.put("http_host", options.host());
        varz.put("http_port", options.secure() ? 0 : port);
        varz.put("http_base_path", options.basePath());
        varz.put("https_port", options.secure() ? port : 0);
        varz.put("http_req_stats", counts.all());
    }
}

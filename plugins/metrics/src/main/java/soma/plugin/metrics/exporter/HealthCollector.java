/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import static soma.plugin.metrics.sample.Definition.gauge;

import java.util.List;
import java.util.Map;
import soma.plugin.metrics.sample.Definition;
import soma.plugin.metrics.sample.Families;

/** Says whether the server is healthy: {@code status} is 0 then, {@code status_value} 1. */
final class HealthCollector implements Collector {
    private final String name;
    private final Map<String, String> query;
    private final Definition status;
    private final Definition statusValue;

    HealthCollector(String name, Map<String, String> query) {
        this.name = name;
        this.query = query;
        status = gauge(name, "status", List.of("server_id"));
        statusValue = gauge(name, "status_value", List.of("server_id", "value")).help("status");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Definition> definitions() {
        return List.of(status, statusValue);
    }

    @Override
    public void collect(Scrape scrape, Families families) {
        String found = scrape.document("healthz", query).text("status");
        boolean healthy = found.equals("ok");
        status.add(families, scrape.prefix(), List.of(scrape.serverId()), healthy ? 0 : 1);
        statusValue.add(families, scrape.prefix(), List.of(scrape.serverId(), found), healthy ? 1 : 0);
    }
}

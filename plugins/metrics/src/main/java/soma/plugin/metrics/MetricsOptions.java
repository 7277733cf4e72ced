/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import java.util.List;
import java.util.Optional;
import soma.plugin.metrics.exporter.JetStreamCollector;

/**
 * What is configured.
 *
 * @param prefix    what the names begin with; empty for that of the exporter
 * @param serverId  {@code id}, {@code name}, or the value of the label itself
 * @param collect   the names of collectors
 * @param jetStream what is collected of JetStream, if anything
 * @param jvm       whether metrics of the JVM are shown
 * @param plugins   whether metrics of plugins are shown
 */
record MetricsOptions(
        String prefix,
        String serverId,
        List<String> collect,
        Optional<JetStreamCollector.Options> jetStream,
        boolean jvm,
        boolean plugins) {
    static final String ID = "id";
    static final String NAME = "name";
    static final MetricsOptions DEFAULT =
            new MetricsOptions("", ID, List.of("varz", "subz", "healthz"), Optional.empty(), true, true);
}

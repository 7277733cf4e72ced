/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Metrics for Prometheus on the monitoring port. */
module soma.plugin.metrics {
    requires static org.jspecify;
    requires io.prometheus.metrics;
    requires org.slf4j;
    requires soma.plugin.monitoring;
    requires soma.plugin.reports;
    requires soma.spi;

    provides soma.spi.plugin.ServerPlugin with
            soma.plugin.metrics.MetricsPlugin;
}

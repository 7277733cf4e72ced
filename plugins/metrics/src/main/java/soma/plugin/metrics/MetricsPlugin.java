/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import soma.plugin.monitoring.api.Page;
import soma.spi.config.ConfigSection;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;
import soma.spi.metric.MetricSource;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;

/** Metrics for Prometheus on the monitoring port, under the names that prometheus-nats-exporter gives them. */
public final class MetricsPlugin implements ServerPlugin, Lifecycle {
    private final ConfigSection<MetricsOptions> section =
            new ConfigSection<>("metrics", List.of(MetricsKeys.METRICS), MetricsBinder::bind, this::reload);
    private final MetricsPage page = new MetricsPage(() -> this.options, () -> this.server);
    private volatile MetricsOptions options = MetricsOptions.DEFAULT;
    private volatile @Nullable Server server;

    /** Makes the plugin; for the service loader. */
    public MetricsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("metrics", "0.1.0", "reports", "monitoring");
    }

    ConfigSection<MetricsOptions> section() {
        return section;
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
    }

    @Override
    public void contribute(Contributions contributions) {
        options = contributions.config(section);
        contributions.add(Page.POINT, "metrics", page);
        contributions.add(MetricSource.POINT, "metrics", page::ownMetrics);
        contributions.add(MetricSource.POINT, "build", () -> ofServer(PluginMetrics::build));
        contributions.add(MetricSource.POINT, "plugin", () -> ofServer(PluginMetrics::plugins));
        contributions.add(Lifecycle.POINT, this);
    }

    private <T> List<T> ofServer(Function<Server, List<T>> metrics) {
        Server running = server;
        return running == null ? List.of() : metrics.apply(running);
    }

    @Override
    public void start(Server starting) {
        server = starting;
    }

    @Override
    public void stop() {
        server = null;
    }

    private List<ReloadPlan> reload(MetricsOptions before, MetricsOptions after, Problems problems) {
        return before.equals(after) ? List.of() : List.of(ReloadPlan.of("metrics", () -> options = after));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Metrics for Prometheus on the monitoring port. */
public final class MetricsPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public MetricsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("metrics", "0.1.0", "reports", "monitoring");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

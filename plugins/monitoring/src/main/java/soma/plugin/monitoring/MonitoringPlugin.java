/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.report.ReportContributor;
import soma.spi.server.OpenListener;

/** Serves monitoring documents over HTTP, with the paths, parameters and texts of nats-server. */
public final class MonitoringPlugin implements ServerPlugin {
    private static final ConfigSection<MonitoringOptions> SECTION =
            ConfigSection.fixed("monitoring", MonitoringKeys.ALL, MonitoringBinder::bind);

    /** Makes the plugin; for the service loader. */
    public MonitoringPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("monitoring", "0.1.0", "reports");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(SECTION);
    }

    @Override
    public void contribute(Contributions contributions) {
        MonitoringOptions options = contributions.config(SECTION);
        RequestCounts counts = new RequestCounts();
        Monitor monitor = new Monitor(options, counts);
        contributions.add(ReportContributor.POINT, new MonitoringVarz(options, monitor, counts));
        contributions.add(OpenListener.POINT, monitor);
        contributions.add(Lifecycle.POINT, monitor);
    }
}

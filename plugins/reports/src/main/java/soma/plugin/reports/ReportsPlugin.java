/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports;

import java.util.concurrent.atomic.AtomicReference;
import soma.plugin.reports.api.AboutServer;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.report.ReportContributor;
import soma.spi.server.Server;

/**
 * Completes the monitoring documents: those of features which no plugin has look as on a server that has them off. Serves
 * nothing by itself; plugins that do build on it.
 */
public final class ReportsPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public ReportsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("reports", "0.1.0");
    }

    @Override
    public void declare(Declarations declarations) {}

    @Override
    public void contribute(Contributions contributions) {
        var server = new AtomicReference<Server>();
        var about = new AboutServer();
        contributions.offer(AboutServer.class, about);
        var statistics = new AccountStatistics(server::get);
        contributions.add(Lifecycle.POINT, new Lifecycle() {
            @Override
            public void start(Server starting) {
                server.set(starting);
                about.start(starting);
                statistics.start(starting);
            }
        });
        for (ReportContributor document : AbsentDocuments.all(server::get)) {
            contributions.add(ReportContributor.POINT, document);
        }
        contributions.add(ReportContributor.POINT, new AbsentVarz(server::get));
        FieldOrder.all().forEach(order -> contributions.add(ReportContributor.POINT, order));
        contributions.add(ReportContributor.POINT, statistics);
        contributions.add(ReportContributor.POINT, new DefaultAccount(server::get));
    }
}

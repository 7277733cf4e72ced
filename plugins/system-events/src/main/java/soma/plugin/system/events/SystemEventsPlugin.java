/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.time.Duration;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.reports.api.AboutServer;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.protocol.SessionListener;
import soma.spi.report.AdvisoryListener;
import soma.spi.report.ReportContributor;
import soma.spi.server.ServerListener;

/** Requests, events and advisories of the system account. */
public final class SystemEventsPlugin implements ServerPlugin {
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private final Duration heartbeat;

    /** Makes the plugin; for the service loader. */
    public SystemEventsPlugin() {
        this(HEARTBEAT);
    }

    /**
     * Makes the plugin.
     *
     * @param heartbeat how often the connections of an account are told, changed or not
     */
    SystemEventsPlugin(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    @Override
    public PluginInfo info() {
        return PluginInfo.of("system-events", "0.1.0", "reports", "accounts");
    }

    @Override
    public void contribute(Contributions contributions) {
        Running running =
                new Running(contributions.require(Accounts.class), contributions.require(AboutServer.class), heartbeat);
        contributions.add(ReportContributor.POINT, new AccountEntries(running::systemAccount));
        contributions.add(Lifecycle.POINT, running);
        contributions.add(SessionListener.POINT, running);
        contributions.add(ServerListener.POINT, running);
        contributions.add(AdvisoryListener.POINT, running);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import java.util.SplittableRandom;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.reports.api.AboutServer;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.PublishTap;
import soma.spi.server.Server;

/** Tells where a message goes, when the message asks for it. */
public final class MessageTracePlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public MessageTracePlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("message-trace", "0.1.0", "reports", "accounts");
    }

    @Override
    public void contribute(Contributions contributions) {
        var tracer = new Tracer(contributions.require(Accounts.class), new SplittableRandom());
        AboutServer about = contributions.require(AboutServer.class);
        contributions.add(PublishTap.POINT, tracer);
        contributions.add(Lifecycle.POINT, new Lifecycle() {
            @Override
            public void start(Server server) {
                tracer.start(new TraceQueue(server, about));
            }
        });
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;
import soma.spi.transport.Transport;

/** Contributes the transport {@code inproc}; its loops run as long as the server. */
public final class InProcessPlugin implements ServerPlugin {
    private static final int LOOPS = 2;

    /** Makes the plugin; for the service loader. */
    public InProcessPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("transport-inprocess", "0.1.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        InProcessTransport transport = InProcessTransport.onThreads(LOOPS);
        contributions.add(Transport.POINT, InProcessTransport.SCHEME, transport);
        contributions.add(Lifecycle.POINT, new Life(transport));
    }

    private record Life(InProcessTransport transport) implements Lifecycle {
        @Override
        public void start(Server server) {
            transport.start();
        }

        @Override
        public void stop() {
            transport.close();
        }
    }
}

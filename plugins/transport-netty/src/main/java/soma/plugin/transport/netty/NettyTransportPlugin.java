/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.transport.NativeEngines;
import soma.spi.transport.Transport;

/** Contributes the transport {@code tcp}. */
public final class NettyTransportPlugin implements ServerPlugin {
    /** Makes the plugin; {@link java.util.ServiceLoader} calls this. */
    public NettyTransportPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("transport-netty", "0.1.0");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(TransportOptions.SECTION);
    }

    @Override
    public void contribute(Contributions contributions) {
        var transport = new NettyTransport(contributions.config(TransportOptions.SECTION));
        contributions.add(Transport.POINT, "tcp", transport);
        contributions.add(NativeEngines.POINT, new BoringSslEngines());
        contributions.add(Lifecycle.POINT, transport);
    }
}

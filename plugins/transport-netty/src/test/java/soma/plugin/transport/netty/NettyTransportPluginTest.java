/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import java.util.Map;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.plugin.PluginContract;

final class NettyTransportPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new NettyTransportPlugin();
    }

    @Override
    protected Map<String, Object> config() {
        return Map.of("transport", Map.of("loops", 1L));
    }
}

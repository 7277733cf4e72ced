/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** TLS for listeners and dialers. */
public final class TlsPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public TlsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("tls", "0.1.0");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** User names with passwords, and tokens. */
public final class BasicAuthPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public BasicAuthPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-basic", "0.1.0", "auth-users");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Users judged by a service that answers over NATS. */
public final class CalloutPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public CalloutPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of(
                "auth-callout", "0.1.0", "auth-users", "auth-nkey", "auth-permissions", "accounts", "auth-jwt");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

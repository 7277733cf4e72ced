/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Ed25519 keys as NATS writes them, users who sign a nonce, and trusted proxies. */
public final class NkeyPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public NkeyPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-nkey", "0.1.0", "auth-users");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

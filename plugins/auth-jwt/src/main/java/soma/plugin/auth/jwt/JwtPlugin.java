/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Operators, accounts and users described by JWTs. */
public final class JwtPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public JwtPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of(
                "auth-jwt", "0.1.0", "auth-users", "auth-nkey", "auth-permissions", "accounts", "subject-mapping");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

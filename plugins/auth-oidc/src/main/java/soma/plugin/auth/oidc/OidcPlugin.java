/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Users with bearer tokens of an OpenID Connect or OAuth 2 provider. */
public final class OidcPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public OidcPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-oidc", "0.1.0", "auth-permissions");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

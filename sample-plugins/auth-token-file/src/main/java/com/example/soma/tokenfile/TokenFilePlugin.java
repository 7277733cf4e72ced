/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.soma.tokenfile;

import soma.spi.auth.Authenticator;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

// tag::plugin[]
/** The plugin as the server sees it: who it is, what it reads, what it adds. */
public final class TokenFilePlugin implements ServerPlugin {
    private final TokenAuthenticator authenticator = new TokenAuthenticator();
    private final ConfigSection<TokenFileOptions> section = TokenFileOptions.section(authenticator::prepareReload);

    /** Called by the service loader. */
    public TokenFilePlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-token-file", "1.0.0");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
    }

    @Override
    public void contribute(Contributions contributions) {
        authenticator.configure(contributions.config(section));
        contributions.add(Authenticator.POINT, authenticator);
        contributions.add(Lifecycle.POINT, authenticator);
    }
}
// end::plugin[]

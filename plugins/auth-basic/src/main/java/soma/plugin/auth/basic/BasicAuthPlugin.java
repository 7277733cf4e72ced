/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import soma.plugin.auth.users.api.CredentialKind;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** User names with passwords, and tokens: two kinds of credentials for configured users. */
public final class BasicAuthPlugin implements ServerPlugin {
    private final Turnstile turnstile = new Turnstile();

    /** Makes the plugin; for the service loader. */
    public BasicAuthPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-basic", "0.1.0", "auth-users");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.extend(CredentialKind.POINT, new PasswordKind(turnstile));
        declarations.extend(CredentialKind.POINT, new TokenKind(turnstile));
    }

    @Override
    public void contribute(Contributions contributions) {
        // everything it brings takes part in reading the configuration
    }
}

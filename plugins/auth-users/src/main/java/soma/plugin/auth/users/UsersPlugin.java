/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import soma.plugin.auth.users.api.CredentialKind;
import soma.plugin.auth.users.api.UserAttribute;
import soma.plugin.auth.users.api.UserSource;
import soma.spi.auth.Authenticator;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/**
 * Users in the configuration file, and how they are looked up: what they prove themselves with, and what else is said of
 * them, is up to other plugins.
 */
public final class UsersPlugin implements ServerPlugin {
    private final CurrentUsers users = new CurrentUsers();
    private final ConfigSection<UsersConfig> section = users.section();

    /** Makes the plugin; for the service loader. */
    public UsersPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of(UsersAuthenticator.NAME, "0.1.0");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
        declarations.point(CredentialKind.POINT);
        declarations.point(UserAttribute.POINT);
        declarations.point(UserSource.POINT);
    }

    @Override
    public void contribute(Contributions contributions) {
        users.use(contributions.config(section));
        var authenticator = new UsersAuthenticator(users);
        contributions.add(Authenticator.POINT, authenticator);
        contributions.add(Lifecycle.POINT, authenticator);
    }
}

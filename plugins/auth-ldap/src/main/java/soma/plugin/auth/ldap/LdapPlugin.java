/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.util.List;
import java.util.Optional;
import soma.spi.auth.Authenticator;
import soma.spi.config.ConfigSection;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;

/** Users and groups in an LDAP directory. */
public final class LdapPlugin implements ServerPlugin, Lifecycle {
    private final LdapAuthenticator authenticator = new LdapAuthenticator();
    private final ConfigSection<Optional<LdapConfig>> section =
            new ConfigSection<>("ldap", List.of(LdapKeys.LDAP), LdapReader::read, this::reload);

    /** Makes the plugin; for the service loader. */
    public LdapPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-ldap", "0.1.0", "auth-users", "auth-permissions");
    }

    ConfigSection<Optional<LdapConfig>> section() {
        return section;
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
    }

    @Override
    public void contribute(Contributions contributions) {
        authenticator.use(contributions.config(section).orElse(null));
        contributions.add(Authenticator.POINT, authenticator);
        contributions.add(Lifecycle.POINT, this);
    }

    @Override
    public void start(Server server) {
        authenticator.start(server);
    }

    @Override
    public void stop() {
        authenticator.stop();
    }

    private List<ReloadPlan> reload(Optional<LdapConfig> before, Optional<LdapConfig> after, Problems problems) {
        return before.equals(after)
                ? List.of()
                : List.of(ReloadPlan.ofLogins("ldap", () -> authenticator.use(after.orElse(null))));
    }
}

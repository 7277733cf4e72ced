/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import soma.plugin.auth.jwt.api.OperatorMode;
import soma.plugin.auth.permissions.api.Permissions;
import soma.spi.auth.AuthenticationFilter;
import soma.spi.auth.Authorizer;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.protocol.InfoContributor;
import soma.spi.server.ServerIdentity;

/** Users judged by a service that answers over NATS. */
public final class CalloutPlugin implements ServerPlugin {
    private final CalloutAccounts accounts = new CalloutAccounts();
    private final ConfigSection<CalloutOptions> section = CalloutOptions.section(accounts::prepareReload);

    /** Makes the plugin; for the service loader. */
    public CalloutPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of(
                "auth-callout", "0.1.0", "auth-users", "auth-nkey", "auth-permissions", "accounts", "auth-jwt");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
    }

    @Override
    public void contribute(Contributions contributions) {
        Permissions permissions = contributions.require(Permissions.class);
        accounts.configure(contributions.config(section));
        var keys = new ServerKeys();
        var delegation = new Delegation(keys, accounts, permissions, contributions.require(OperatorMode.class));
        if (delegation.isOn()) {
            // a server that asks nobody does not wait for a key at its start
            contributions.add(ServerIdentity.POINT, () -> keys.signing().publicKey());
        }
        contributions.add(AuthenticationFilter.POINT, delegation);
        contributions.add(InfoContributor.POINT, delegation);
        contributions.add(Lifecycle.POINT, delegation);
        contributions.add(Authorizer.POINT, new RequestGuard(accounts, permissions));
    }
}

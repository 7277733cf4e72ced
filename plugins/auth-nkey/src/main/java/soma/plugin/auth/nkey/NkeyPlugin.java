/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import soma.plugin.auth.users.api.CredentialKind;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.auth.AuthenticationFilter;
import soma.spi.auth.Authorizer;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.protocol.SessionListener;
import soma.spi.report.ConnectionContributor;
import soma.spi.report.ReportContributor;

/** Ed25519 keys as NATS writes them, users who sign a nonce, and trusted proxies. */
public final class NkeyPlugin implements ServerPlugin {
    private final TrustedProxies proxies = new TrustedProxies();
    private final ConfigSection<ProxyOptions> section = ProxyOptions.section(proxies::prepareReload);

    /** Makes the plugin; for the service loader. */
    public NkeyPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-nkey", "0.1.0", "auth-users");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
        declarations.extend(CredentialKind.POINT, new NkeyKind());
        declarations.extend(UserAttribute.POINT, new ProxyRequired());
    }

    @Override
    public void contribute(Contributions contributions) {
        proxies.configure(contributions.config(section));
        contributions.add(AuthenticationFilter.POINT, proxies);
        contributions.add(Authorizer.POINT, proxies);
        contributions.add(SessionListener.POINT, proxies);
        contributions.add(ReportContributor.POINT, proxies);
        contributions.add(ConnectionContributor.POINT, TrustedProxies::describe);
        contributions.add(Lifecycle.POINT, proxies);
    }
}

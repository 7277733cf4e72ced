/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.auth.jwt.api.OperatorMode;
import soma.plugin.auth.permissions.api.Permissions;
import soma.plugin.subject.mapping.api.SubjectMappings;
import soma.spi.auth.Authenticator;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.protocol.SessionListener;
import soma.spi.report.ConnectionContributor;
import soma.spi.report.ReportContributor;

/** Operators, accounts and users described by JWTs. */
public final class JwtPlugin implements ServerPlugin {
    private final CurrentConfig config = new CurrentConfig();
    private final ConfigSection<OperatorConfig> section = section(this::reload);
    private @Nullable OperatorRun run;

    /** Makes the plugin; for the service loader. */
    public JwtPlugin() {}

    static ConfigSection<OperatorConfig> section(BiConsumer<OperatorConfig, OperatorConfig> apply) {
        return new ConfigSection<>("auth-jwt", JwtKeys.ALL, OperatorReader::bind, new JwtReload(apply));
    }

    @Override
    public PluginInfo info() {
        return PluginInfo.of(
                "auth-jwt", "0.1.0", "auth-users", "auth-nkey", "auth-permissions", "accounts", "subject-mapping");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
    }

    @Override
    public void contribute(Contributions contributions) {
        config.set(contributions.config(section));
        Memberships memberships = new Memberships();
        JwtAuthenticator authenticator = new JwtAuthenticator(config);
        OperatorRun.Others others = new OperatorRun.Others(
                contributions.require(Accounts.class),
                contributions.require(Permissions.class),
                contributions.require(SubjectMappings.class));
        OperatorRun made = new OperatorRun(config, authenticator, memberships, others);
        run = made;
        contributions.add(Authenticator.POINT, authenticator);
        contributions.add(SessionListener.POINT, memberships);
        contributions.add(ReportContributor.POINT, new JwtReports(config, authenticator));
        contributions.add(ReportContributor.POINT, new AccountTokens(made::accounts));
        contributions.add(ConnectionContributor.POINT, new JwtConnections());
        contributions.add(Lifecycle.POINT, made);
        contributions.offer(OperatorMode.class, authenticator);
    }

    private void reload(OperatorConfig before, OperatorConfig after) {
        config.set(after);
        OperatorRun running = run;
        if (running != null && !before.preload().equals(after.preload())) {
            running.preload(before.preload(), after.preload());
        }
    }
}

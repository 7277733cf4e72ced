/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.accounts.config.AccountUsers;
import soma.plugin.accounts.config.AccountsConfig;
import soma.plugin.accounts.config.AccountsSection;
import soma.plugin.accounts.service.ServiceFlows;
import soma.plugin.auth.users.api.UserSource;
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
import soma.spi.route.ReservedReply;
import soma.spi.server.Server;
import soma.spi.space.SpaceResolver;

/** Isolated worlds of subjects, and what they share. */
public final class AccountsPlugin implements ServerPlugin {
    private final ConfigSection<AccountsConfig> section = AccountsSection.applying(this::configure);
    private volatile @Nullable AccountRegistry registry;

    /** Makes the plugin; for the service loader. */
    public AccountsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("accounts", "0.1.0", "auth-users", "subject-mapping");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.section(section);
        declarations.extend(UserSource.POINT, new AccountUsers());
    }

    @Override
    public void contribute(Contributions contributions) {
        AccountSessions sessions = new AccountSessions();
        AccountRegistry accounts = new AccountRegistry(sessions);
        AccountAuthorizer authorizer = new AccountAuthorizer(accounts, sessions);
        accounts.configure(contributions.config(section));
        registry = accounts;
        contributions.offer(Accounts.class, accounts);
        contributions.add(Authorizer.POINT, authorizer);
        contributions.add(SessionListener.POINT, authorizer);
        contributions.add(SpaceResolver.POINT, accounts::mayExist);
        ServiceFlows.reservedReplies().forEach(prefix -> contributions.add(ReservedReply.POINT, prefix));
        AccountReport report = new AccountReport(accounts);
        AccountDetails details = new AccountDetails(accounts);
        contributions.add(ReportContributor.POINT, report);
        contributions.add(ReportContributor.POINT, details);
        AccountTags tags = new AccountTags(accounts);
        contributions.add(ConnectionContributor.POINT, tags);
        contributions.add(ReportContributor.POINT, tags);
        contributions.add(ReportContributor.POINT, new SystemAccountVarz(accounts));
        contributions.add(Lifecycle.POINT, new Running(accounts, authorizer, new ServiceFlows(), report, details));
    }

    private void configure(AccountsConfig config) {
        AccountRegistry accounts = registry;
        if (accounts != null) {
            accounts.configure(config);
        }
    }

    /** The moving parts. */
    private record Running(
            AccountRegistry accounts,
            AccountAuthorizer authorizer,
            ServiceFlows services,
            AccountReport report,
            AccountDetails details)
            implements Lifecycle {
        @Override
        public void start(Server server) {
            report.start(server);
            details.start(server);
            authorizer.start(server);
            accounts.start(new Flows(server, services, accounts));
        }

        @Override
        public void stop() {
            accounts.stop();
            services.close();
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountLoader;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.reports.api.AboutServer;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.fixture.RecordedContributions;
import soma.spi.tck.plugin.PluginContract;

class MessageTracePluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new MessageTracePlugin();
    }

    @Override
    protected void prepare(RecordedContributions contributions) {
        contributions.offer(Accounts.class, new NoAccounts());
        contributions.offer(AboutServer.class, new AboutServer());
    }

    private static final class NoAccounts implements Accounts {
        @Override
        public Optional<AccountDefinition> find(String name) {
            return Optional.empty();
        }

        @Override
        public Collection<AccountDefinition> all() {
            return List.of();
        }

        @Override
        public Optional<String> systemAccount() {
            return Optional.empty();
        }

        @Override
        public void useSystemAccount(String name) {}

        @Override
        public int connections(String name) {
            return 0;
        }

        @Override
        public int pendingResponses(String name) {
            return 0;
        }

        @Override
        public boolean isInForce(String name, AccountDefinition.Import wanted) {
            return false;
        }

        @Override
        public Optional<Instant> updated(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> leftOut(String name) {
            return List.of();
        }

        @Override
        public List<String> define(AccountDefinition definition) {
            return List.of();
        }

        @Override
        public void remove(String name, String error, String closeReason) {}

        @Override
        public void reconsider() {}

        @Override
        public void loader(AccountLoader loader) {}
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountLoader;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.Permissions;
import soma.plugin.subject.mapping.api.SubjectMappings;
import soma.spi.auth.Authorization;
import soma.spi.config.ConfigReader;

/** The plugins next door, as far as tests without them need any. */
final class Neighbours {
    private Neighbours() {}

    static OperatorRun.Others all() {
        return new OperatorRun.Others(new PlainAccounts(), new PlainPermissions(), new PlainMappings());
    }

    /** Keeps definitions. */
    static final class PlainAccounts implements Accounts {
        private final Map<String, AccountDefinition> definitions = new ConcurrentHashMap<>();
        private volatile String system = "$SYS";

        @Override
        public Optional<AccountDefinition> find(String name) {
            return Optional.ofNullable(definitions.get(name));
        }

        @Override
        public Collection<AccountDefinition> all() {
            return definitions.values();
        }

        @Override
        public boolean isInForce(String name, AccountDefinition.Import wanted) {
            return true;
        }

        @Override
        public Optional<Instant> updated(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> systemAccount() {
            return Optional.of(system);
        }

        @Override
        public void useSystemAccount(String name) {
            system = name;
        }

        @Override
        public int connections(String name) {
            return 0;
        }

        @Override
        public int pendingResponses(String name) {
            return 0;
        }

        @Override
        public List<String> leftOut(String name) {
            return List.of();
        }

        @Override
        public List<String> define(AccountDefinition definition) {
            definitions.put(definition.name(), definition);
            return List.of();
        }

        @Override
        public void remove(String name, String error, String closeReason) {
            definitions.remove(name);
        }

        @Override
        public void reconsider() {}

        @Override
        public void loader(AccountLoader loader) {}
    }

    /** Allows everything. */
    static final class PlainPermissions implements Permissions {
        @Override
        public Authorization compile(PermissionRules rules) {
            return Authorization.ALLOW_ALL;
        }

        @Override
        public Optional<PermissionRules> rulesOf(Authorization authorization) {
            return Optional.empty();
        }

        @Override
        public PermissionRules read(ConfigReader block) {
            return PermissionRules.NONE;
        }
    }

    /** Maps nothing. */
    static final class PlainMappings implements SubjectMappings {
        @Override
        public void replace(String space, List<Mapping> mappings) {}

        @Override
        public List<Mapping> of(String space) {
            return List.of();
        }

        @Override
        public String map(String space, String subject) {
            return subject;
        }
    }
}

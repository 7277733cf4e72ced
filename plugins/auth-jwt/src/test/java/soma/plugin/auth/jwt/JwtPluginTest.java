/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.Instant;
import java.util.Map;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorClaims;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.plugin.auth.permissions.api.Permissions;
import soma.plugin.subject.mapping.api.SubjectMappings;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.fixture.RecordedContributions;
import soma.spi.tck.plugin.PluginContract;

class JwtPluginTest extends PluginContract {
    private final KeyPair operator = KeyPair.create(KeyKind.OPERATOR);
    private final KeyPair account = KeyPair.create(KeyKind.ACCOUNT);

    @Override
    protected ServerPlugin plugin() {
        return new JwtPlugin();
    }

    @Override
    protected Map<String, Object> config() {
        OperatorClaims claims = OperatorClaims.PLAIN.withSystemAccount(account.publicKey());
        Jwt own = Jwt.sign(JwtClaims.of(operator.publicKey(), claims), operator, Instant.EPOCH);
        Jwt system = Jwt.sign(JwtClaims.of(account.publicKey(), AccountClaims.PLAIN), operator, Instant.EPOCH);
        return Map.of(
                "operator", own.text(),
                "resolver", "MEMORY",
                "resolver_preload", Map.of(account.publicKey(), system.text()));
    }

    @Override
    protected void prepare(RecordedContributions contributions) {
        OperatorRun.Others others = Neighbours.all();
        contributions.offer(Accounts.class, others.accounts());
        contributions.offer(Permissions.class, others.permissions());
        contributions.offer(SubjectMappings.class, others.mappings());
    }
}

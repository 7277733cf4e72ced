/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorClaims;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;

/** The keys of operator mode, but {@code trusted_keys} and {@code resolver_preload}, which exclude others. */
class JwtSectionTest extends ConfigSectionContract<OperatorConfig> {
    private static final KeyPair OPERATOR = KeyPair.create(KeyKind.OPERATOR);
    private static final KeyPair ACCOUNT = KeyPair.create(KeyKind.ACCOUNT);
    private static final Jwt TOKEN =
            Jwt.sign(JwtClaims.of(OPERATOR.publicKey(), OperatorClaims.PLAIN), OPERATOR, Instant.EPOCH);
    private static final Jwt SENTINEL = Jwt.sign(
            JwtClaims.of(KeyPair.create(KeyKind.USER).publicKey(), UserClaims.PLAIN.with(UserTerms.UNLIMITED.bearer())),
            ACCOUNT,
            Instant.EPOCH);

    @Override
    protected ConfigSection<OperatorConfig> section() {
        ConfigSection<OperatorConfig> all = JwtPlugin.section((before, after) -> {});
        return new ConfigSection<>(
                all.id(),
                all.keys().stream()
                        .filter(key ->
                                !Set.of("trusted_keys", "resolver_preload").contains(key.name()))
                        .toList(),
                all.binder(),
                all.reloader());
    }

    @Override
    protected OperatorConfig defaults() {
        return OperatorConfig.OFF;
    }

    @Override
    protected Map<String, Object> fullConfig() {
        return Map.of(
                "operator", TOKEN.text(),
                "resolver", "URL(\"https://localhost/jwt/v1/accounts\")",
                "resolver_tls", Map.of("ca_file", "ca.pem"),
                "resolver_pinned_accounts", List.of(ACCOUNT.publicKey()),
                "default_sentinel", SENTINEL.text());
    }

    @Override
    protected OperatorConfig full() {
        return new OperatorConfig(
                List.of(TOKEN),
                Set.of(OPERATOR.publicKey()),
                new ResolverChoice.Url(
                        URI.create("https://localhost/jwt/v1/accounts/"),
                        new ResolverTls(java.nio.file.Path.of("ca.pem"), null, null)),
                Map.of(),
                Set.of(ACCOUNT.publicKey()),
                SENTINEL,
                "");
    }
}

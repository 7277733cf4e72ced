/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.OperatorClaims;

/**
 * What the configuration says of operators.
 *
 * @param operators     those that are trusted
 * @param trustedKeys   the keys whose signatures under accounts count; none means that there is no operator mode
 * @param resolver      where accounts are found
 * @param preload       accounts that the resolver is given at start, by key
 * @param pinned        the only accounts that users may belong to; empty for all
 * @param sentinel      the JWT of users that send none; null for none
 * @param systemAccount the system account; empty when nothing is said of it
 */
record OperatorConfig(
        List<Jwt> operators,
        Set<String> trustedKeys,
        ResolverChoice resolver,
        Map<String, String> preload,
        Set<String> pinned,
        @Nullable Jwt sentinel,
        String systemAccount) {
    /** No operator mode. */
    static final OperatorConfig OFF =
            new OperatorConfig(List.of(), Set.of(), new ResolverChoice.None(), Map.of(), Set.of(), null, "");

    OperatorConfig {
        operators = List.copyOf(operators);
        trustedKeys = Set.copyOf(trustedKeys);
        preload = new LinkedHashMap<>(preload);
        pinned = Set.copyOf(pinned);
    }

    boolean isOn() {
        return !trustedKeys.isEmpty();
    }

    boolean trusts(String issuer) {
        return trustedKeys.contains(issuer);
    }

    /** Returns whether users of the account of a Jwt by that issuer may be issued by the account's signing keys only. */
    boolean isStrict(String issuer) {
        return claims().anyMatch(operator ->
                operator.strictSigningKeyUsage() && operator.signingKeys().contains(issuer));
    }

    /** Returns whether the issuer is the own key of an operator who wants signing keys to be used. */
    boolean forbidsOwnKey(String issuer) {
        return operators.stream()
                .filter(jwt -> jwt.body(OperatorClaims.class).strictSigningKeyUsage())
                .anyMatch(jwt -> jwt.claims().subject().equals(issuer));
    }

    private java.util.stream.Stream<OperatorClaims> claims() {
        return operators.stream().map(jwt -> jwt.body(OperatorClaims.class));
    }

    /** Returns what may be logged: no JWT is shown. */
    @Override
    public String toString() {
        return "OperatorConfig[" + operators + ", " + resolver + "]";
    }
}

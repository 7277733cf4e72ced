/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.Instant;
import java.util.Optional;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.SigningKey;

/**
 * An account in force. Its text does not show the JWT.
 *
 * @param claims  its claims
 * @param account the part of these that accounts have
 * @param token   its JWT; empty for the stand-in of a system account that cannot be found yet
 * @param strict  whether its own key may not issue users
 * @param applied when it was put into force
 */
record KnownAccount(JwtClaims claims, AccountClaims account, String token, boolean strict, Instant applied) {
    static KnownAccount of(JwtClaims claims, String token, boolean strict, Instant applied) {
        return new KnownAccount(claims, (AccountClaims) claims.body(), token, strict, applied);
    }

    String name() {
        return claims.subject();
    }

    boolean isExpired(Instant now) {
        return !claims.end().isAfter(now);
    }

    /** Returns how a key issues users on behalf of this account; empty if it does not. */
    Optional<SigningKey> signer(String key) {
        return key.equals(name()) && !strict ? Optional.of(SigningKey.of(key)) : account.signingKey(key);
    }

    @Override
    public String toString() {
        return "KnownAccount[" + name() + "]";
    }
}

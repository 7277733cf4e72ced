/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.jwt.Memberships.Membership;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.JwtException;
import soma.plugin.auth.jwt.api.ScopeTemplate;
import soma.plugin.auth.jwt.api.SigningKey;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.plugin.auth.permissions.api.Permissions;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authorization;
import soma.spi.server.Server;

/** Judges users by their JWTs once their account is known. Safe for any thread. */
final class UserJudgement {
    /** The option in which those who check trusted proxies hand on the key of one. */
    static final String PROXY = "proxy:key";

    private final Server server;
    private final Permissions permissions;
    private final Memberships memberships;

    UserJudgement(Server server, Permissions permissions, Memberships memberships) {
        this.server = server;
        this.permissions = permissions;
        this.memberships = memberships;
    }

    /** What keeps a user out, before anything is known of its account; null for nothing. */
    AuthResult.@Nullable Refused objection(AuthRequest request, Jwt user) {
        JwtClaims claims = user.claims();
        if (user.body(UserClaims.class).terms().proxyRequired() && !isProxied(request)) {
            return proxyRequired();
        }
        if (!Nkeys.isPublic(KeyKind.USER, claims.subject())) {
            return refused("User JWT is not of a user");
        }
        List<String> problems = problems(user);
        return problems.isEmpty() ? null : refused("User JWT no longer valid: " + problems);
    }

    /** Returns what is wrong with a JWT now. */
    List<String> problems(Jwt user) {
        return user.claims().problems(server.clock().instant());
    }

    private static boolean isProxied(AuthRequest request) {
        return !request.text(PROXY).isEmpty();
    }

    private static AuthResult.Refused proxyRequired() {
        return new AuthResult.Refused("the user must come through a trusted proxy", "Proxy Required");
    }

    private static AuthResult.Refused refused(String reason) {
        return new AuthResult.Refused(reason);
    }

    /**
     * Judges a user of an account.
     *
     * @param vouched whether somebody else has made sure who it is and how it comes
     */
    AuthResult judge(AuthRequest request, Jwt user, KnownAccount account, boolean vouched) {
        JwtClaims claims = user.claims();
        Optional<SigningKey> signer = account.signer(claims.issuer());
        if (signer.isEmpty()) {
            return refused("User JWT issuer is not known");
        }
        UserTerms terms = user.body(UserClaims.class).terms();
        UserTerms template = signer.get().template();
        if (template != null) {
            if (!terms.equals(UserTerms.NONE)) {
                return refused("User JWT is not valid: scoped users require no permissions or limits set");
            }
            try {
                terms = ScopeTemplate.fill(template, claims, account.claims());
            } catch (JwtException e) {
                return refused("User JWT generated invalid permissions");
            }
        }
        String objection = objection(request, claims, terms, account, vouched);
        if (objection != null) {
            return refused(objection);
        }
        if (terms.proxyRequired() && !vouched && !isProxied(request)) {
            return proxyRequired();
        }
        return admit(request, claims, terms, new Membership(claims, terms.bearerToken(), signer.get(), account));
    }

    private @Nullable String objection(
            AuthRequest request, JwtClaims claims, UserTerms terms, KnownAccount account, boolean vouched) {
        if (account.isExpired(server.clock().instant())) {
            return "Account JWT has expired";
        }
        if (terms.bearerToken() && account.account().limits().disallowBearer() && !vouched) {
            return "Account does not allow bearer tokens";
        }
        if (!terms.admitsBy(request.connectionType())) {
            return "Connection type not allowed";
        }
        if (!terms.bearerToken() && !vouched && !isSigned(request, claims.subject())) {
            return "Signature missing or not verified";
        }
        if (account.account().isRevoked(claims.subject(), claims.issuedAt())) {
            return "User authentication revoked";
        }
        return terms.admitsFrom(request.remoteAddress()) ? null : "Bad src Ip";
    }

    private static boolean isSigned(AuthRequest request, String key) {
        byte[] signature = decoded(request.text("sig"));
        String nonce = request.nonce();
        return !nonce.isEmpty() && Nkeys.verify(key, nonce.getBytes(StandardCharsets.US_ASCII), signature);
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getUrlDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return decodedOtherwise(signature);
        }
    }

    private static byte[] decodedOtherwise(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Returns how lines of the log name a user, who comes without a JWT if another one vouches for it. */
    private static String label(AuthRequest request, String user) {
        return (request.text("jwt").isEmpty() ? "user:" : "jwt:") + user;
    }

    private AuthResult admit(AuthRequest request, JwtClaims claims, UserTerms terms, Membership membership) {
        Optional<Instant> window = terms.connectedUntil(server.clock().instant(), ZoneId.systemDefault());
        if (window.isEmpty()) {
            return refused("Outside connect times");
        }
        Authorization authorization =
                terms.hasNoPermissions() ? Authorization.ALLOW_ALL : permissions.compile(terms.rules());
        Admission admission = Admission.to(server.spaces().obtain(membership.accountName()))
                .as(claims.subject(), label(request, claims.subject()))
                .with(authorization)
                .with(terms.limits())
                .tagged(claims.tags())
                .withDetail("issuer_key", claims.issuer());
        if (!claims.name().isEmpty()) {
            admission = admission.withDetail("name_tag", claims.name());
        }
        String token = request.text("jwt");
        if (!membership.bearer() && !token.isEmpty()) {
            admission = admission.withDetail("jwt", token); // one that needs no signature is a secret
        }
        Instant end = claims.end().isBefore(window.get()) ? claims.end() : window.get();
        memberships.put(request.identity().id(), membership);
        return new AuthResult.Granted(end.equals(Instant.MAX) ? admission : admission.until(end));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.permissions.api.Permissions;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Limits;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;

/**
 * Takes users that are signed with the configured key, and lets them into the account that is their audience. Immutable.
 *
 * @param issuer      the public key with which users must be signed
 * @param account     the account of the service, for messages
 * @param server      the server
 * @param permissions compiles what users may do
 */
record ConfiguredPlacing(String issuer, String account, Server server, Permissions permissions) implements Placing {
    @Override
    public CompletionStage<String> objection(Jwt response, boolean sealed) {
        return CompletableFuture.completedFuture("");
    }

    @Override
    public CompletionStage<AuthResult> place(AuthRequest request, Jwt user) {
        JwtClaims claims = user.claims();
        String on = " on account \"" + account + "\"";
        UserClaims body = user.body(UserClaims.class);
        UserTerms terms = body.terms();
        Optional<Instant> end = terms.connectedUntil(server.clock().instant(), ZoneId.systemDefault());
        if (end.isEmpty()) {
            return Question.refused("authorized user" + on + " outside of valid connect times");
        }
        if (!terms.admitsBy(request.connectionType())) {
            return Question.refused("authorized user" + on + " using invalid connection type");
        }
        if (!terms.admitsFrom(request.remoteAddress())) {
            return Question.refused("authorized user" + on + " from an address that is not valid for it");
        }
        if (!claims.issuer().equals(issuer)) {
            return Question.refused("wrong issuer for auth callout response" + on + ", expected \"" + issuer
                    + "\" got \"" + claims.issuer() + "\"");
        }
        if (!body.issuerAccount().isEmpty()) {
            return Question.refused("error non operator mode" + on + ": attempted to use issuer_account");
        }
        return server.spaces()
                .resolve(claims.audience())
                .thenApply(space -> space.<AuthResult>map(there ->
                                new Granted(admission(request, user, there).until(end.get())))
                        .orElseGet(() -> new Refused(
                                "No valid account \"" + claims.audience() + "\" for auth callout response" + on)));
    }

    private Admission admission(AuthRequest request, Jwt user, SubjectSpace space) {
        JwtClaims claims = user.claims();
        UserTerms terms = user.body(UserClaims.class).terms();
        String name = shown(request, claims);
        Admission admission = Admission.to(space)
                .as(name, label(request, name))
                .with(limits(terms))
                .tagged(claims.tags());
        Admission ending = until(claims.end(), admission);
        return terms.hasNoPermissions() ? ending : ending.with(permissions.compile(terms.rules()));
    }

    private static Admission until(Instant end, Admission admission) {
        return end.equals(Instant.MAX) ? admission : admission.until(end);
    }

    /** Returns the name to show: the one that the service gave, or else the one that was claimed. */
    private static String shown(AuthRequest request, JwtClaims claims) {
        if (!claims.name().isEmpty()) {
            return claims.name();
        }
        String claimed = RequestBody.claimedUser(request);
        return claimed.isEmpty() ? claims.subject() : claimed;
    }

    /** Returns how lines of the log name a user; of a token they say no more than that it was one. */
    private static String label(AuthRequest request, String name) {
        if (!request.text("nkey").isEmpty()) {
            return "nkey:" + name;
        }
        boolean byToken =
                request.text("user").isEmpty() && !request.text("auth_token").isEmpty();
        return byToken ? "token" : "user:" + name;
    }

    /** Services that say nothing of limits leave out the fields, or write zeros: nobody means a user who may do nothing. */
    private static Limits limits(UserTerms terms) {
        Limits limits = terms.limits();
        return new Limits(
                limits.maxSubscriptions() == 0 ? -1 : limits.maxSubscriptions(),
                limits.maxPayload() == 0 ? -1 : limits.maxPayload(),
                limits.maxPending());
    }
}

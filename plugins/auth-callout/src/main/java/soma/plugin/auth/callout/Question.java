/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.plugin.auth.jwt.api.AuthorizationResponse;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtException;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Refused;

/**
 * One question to a service, and what its answer must be like to count. Immutable.
 *
 * @param callout whom was asked
 * @param request who wants in
 * @param keys    the keys of this server
 * @param user    the key under which the service knows who wants in; new with every question
 */
record Question(Callout callout, AuthRequest request, ServerKeys keys, String user) {
    /** What every JWT begins with, and nothing that is sealed does. */
    private static final String JWT_BEGIN = "eyJ";

    private static final String PROXY_KEY = "proxy:key";
    private static final int LONGEST_REASON = 256;

    /** Judges by an answer. */
    CompletionStage<AuthResult> answered(byte[] payload, Instant now) {
        try {
            return judge(payload, now);
        } catch (ViolationException | JwtException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private CompletionStage<AuthResult> judge(byte[] payload, Instant now) throws ViolationException {
        if (payload.length == 0) {
            throw violation("\"no reason supplied\" on account \"" + callout.account() + "\"");
        }
        boolean sealed = callout.isSealed() && !isJwt(payload);
        byte[] opened = sealed ? open(payload) : payload;
        Jwt response = Jwt.decode(new String(opened, StandardCharsets.ISO_8859_1), AuthorizationResponse.class);
        check(response, now);
        AuthorizationResponse body = response.body(AuthorizationResponse.class);
        return callout.placing()
                .objection(response, sealed)
                .thenCompose(objection -> objection.isEmpty() ? user(body.jwt(), now) : refused(objection));
    }

    private static boolean isJwt(byte[] payload) {
        return new String(payload, 0, Math.min(payload.length, JWT_BEGIN.length()), StandardCharsets.ISO_8859_1)
                .equals(JWT_BEGIN);
    }

    private byte[] open(byte[] payload) throws ViolationException {
        try {
            KeyPair own = keys.curve();
            return own.open(payload, callout.xkey());
        } catch (IllegalArgumentException e) {
            throw new ViolationException("error decrypting auth callout response on account \"" + callout.account()
                    + "\": " + e.getMessage());
        }
    }

    private void check(Jwt response, Instant now) throws ViolationException {
        List<String> problems = response.claims().problems(now);
        if (!problems.isEmpty()) {
            throw new ViolationException("authorization response had validation errors: " + problems.getFirst());
        }
        if (!response.claims().subject().equals(user)) {
            throw violation("auth callout response is not for expected user");
        }
        if (!response.claims().audience().equals(keys.signing().publicKey())) {
            throw violation("auth callout response is not for server");
        }
        String error = response.body(AuthorizationResponse.class).error();
        if (!error.isEmpty()) {
            throw new ViolationException("auth callout service returned an error: " + printable(error));
        }
    }

    private CompletionStage<AuthResult> user(String token, Instant now) {
        try {
            Jwt made = Jwt.decode(token, UserClaims.class);
            if (made.body(UserClaims.class).terms().proxyRequired()
                    && request.text(PROXY_KEY).isEmpty()) {
                return done(new Refused("user may come through a trusted proxy only", "Proxy Required"));
            }
            List<String> problems = made.claims().problems(now);
            if (!problems.isEmpty()) {
                throw new ViolationException("Error validating user JWT: " + problems.getFirst());
            }
            if (!made.claims().subject().equals(user)) {
                throw new ViolationException("Expected authorized user of \"" + user + "\" but got \""
                        + made.claims().subject() + "\" on account \"" + callout.account() + "\"");
            }
            return callout.placing().place(request, made);
        } catch (ViolationException | JwtException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static ViolationException violation(String what) {
        return new ViolationException("auth callout violation: " + what);
    }

    /** Refuses for a reason, which begins with a capital in the log. */
    static CompletionStage<AuthResult> refused(String reason) {
        String capital =
                reason.isEmpty() ? reason : reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
        return done(new Refused(capital));
    }

    private static CompletionStage<AuthResult> done(AuthResult result) {
        return CompletableFuture.completedFuture(result);
    }

    /** Returns a text from outside as one short line, so that it cannot pass for other lines of the log. */
    private static String printable(String text) {
        String cut = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

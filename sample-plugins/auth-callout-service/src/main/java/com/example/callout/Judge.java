/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.callout;

import io.nats.client.NKey;
import io.nats.client.support.JsonSerializable;
import io.nats.client.support.JsonValueUtils;
import io.nats.client.support.JwtUtils;
import io.nats.client.support.JwtUtils.UserClaim;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges logins: by the users in a file, to be replaced by whatever you have. For any thread. */
public final class Judge {
    private static final Duration ANSWER_LASTS = Duration.ofMinutes(1);
    private static final Duration LOGIN_LASTS = Duration.ofHours(12);

    private final NKey issuer;
    private final UserFile users;

    /**
     * Makes a judge.
     *
     * @param issuer the account key that signs; its public half is {@code issuer} in the server's configuration
     * @param users  who may come in
     */
    public Judge(NKey issuer, UserFile users) {
        this.issuer = issuer;
        this.users = users;
    }

    /** Answers a request with a signed token. */
    public String answer(byte[] token) throws InvalidRequestException, GeneralSecurityException, IOException {
        LoginRequest request = LoginRequest.read(token, Instant.now());
        Optional<UserFile.User> user = users.find(request.user(), request.password());
        if (user.isEmpty()) {
            // the reason goes to the log of the server, not to the client
            return sign(request, "error", "unknown user or wrong password");
        }
        return sign(request, "jwt", userToken(request, user.get()));
    }

    /** Makes the user: the audience is the account to go to; permissions and limits may be said here, too. */
    private String userToken(LoginRequest request, UserFile.User user) throws GeneralSecurityException, IOException {
        UserClaim claim = new UserClaim(null).tags("service:callout");
        return JwtUtils.issueJWT(
                issuer, request.userKey(), user.name(), LOGIN_LASTS, now(), publicKey(), user.account(), claim);
    }

    private String sign(LoginRequest request, String field, String value)
            throws GeneralSecurityException, IOException {
        JsonSerializable nats = () -> JsonValueUtils.mapBuilder()
                .put(field, value)
                .put("type", "authorization_response")
                .put("version", 2)
                .toJson();
        return JwtUtils.issueJWT(
                issuer, request.userKey(), "", ANSWER_LASTS, now(), publicKey(), request.server(), nats);
    }

    private String publicKey() throws GeneralSecurityException, IOException {
        return new String(issuer.getPublicKey());
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.plugin.auth.jwt.api.AuthorizationResponse;
import soma.plugin.auth.jwt.api.ExternalAuthorization;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.OperatorMode;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;

/**
 * Takes users of the account whose service was asked, and of those that it may admit users to. Immutable.
 *
 * @param account       the public key of the account whose service was asked
 * @param authorization what that account says of its service
 * @param operators     knows all accounts and their keys
 */
record OperatorPlacing(String account, ExternalAuthorization authorization, OperatorMode operators) implements Placing {
    private static final String UNKNOWN_KEY = "auth callout signing key is unknown";

    @Override
    public CompletionStage<String> objection(Jwt response, boolean sealed) {
        if (sealed) {
            return CompletableFuture.completedFuture("");
        }
        String issuer = response.claims().issuer();
        String behalf = response.body(AuthorizationResponse.class).issuerAccount();
        if (!(behalf.isEmpty() ? issuer : behalf).equals(account)) {
            return CompletableFuture.completedFuture(UNKNOWN_KEY);
        }
        return operators.maySign(account, issuer).thenApply(may -> may ? "" : UNKNOWN_KEY);
    }

    @Override
    public CompletionStage<AuthResult> place(AuthRequest request, Jwt user) {
        String behalf = user.body(UserClaims.class).issuerAccount();
        String target = behalf.isEmpty() ? user.claims().issuer() : behalf;
        if (!target.equals(account) && !authorization.allows(target)) {
            return Question.refused(
                    "account \"" + target + "\" is not allowed by auth callout account \"" + account + "\"");
        }
        return operators.admit(request, user);
    }
}

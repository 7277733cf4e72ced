/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;

/** What operators vouch for, for plugins that authorize users in other ways. Offered as a service; safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface OperatorMode {
    /** Returns whether operators vouch for accounts and users. */
    boolean isOn();

    /**
     * Finds out on whose behalf somebody wants in, by the JWT it sent or by the default one. Empty when there is no valid JWT,
     * or none of an account that a trusted operator vouches for. Says nothing of whether it may come in.
     */
    CompletionStage<Optional<Caller>> caller(AuthRequest request);

    /** Returns whether a key may sign on behalf of an account: it is the account's own or one of its signing keys. */
    CompletionStage<Boolean> maySign(String account, String key);

    /**
     * Judges a user whose JWT was made for this request by somebody who vouches for the user: as if it had been sent, but
     * without asking for a signature of the nonce, whether the account may be used, or for a trusted proxy.
     */
    CompletionStage<AuthResult> admit(AuthRequest request, Jwt user);

    /**
     * Somebody who wants in.
     *
     * @param user          its JWT
     * @param account       the claims of its account
     * @param authorization how that account has its users authorized by a service, if it does
     */
    record Caller(Jwt user, JwtClaims account, ExternalAuthorization authorization) {}
}

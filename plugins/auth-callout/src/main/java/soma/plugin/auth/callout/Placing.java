/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.concurrent.CompletionStage;
import soma.plugin.auth.jwt.api.Jwt;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;

/** Whose answers and users are taken, and where the users go: the configuration says so, or operators do. */
interface Placing {
    /**
     * Finds what is wrong with who signed an answer; empty if nothing is.
     *
     * @param sealed whether the answer was sealed, and so comes from whoever has the key of the service
     */
    CompletionStage<String> objection(Jwt response, boolean sealed);

    /**
     * Admits a user that is sound in itself.
     *
     * @param request who wants in
     * @param user    the JWT that the service made of it
     */
    CompletionStage<AuthResult> place(AuthRequest request, Jwt user);
}

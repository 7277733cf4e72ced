/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.List;
import soma.spi.annotation.Api;

/** What a JWT says beside the claims that every JWT has. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ClaimBody
        permits OperatorClaims,
                AccountClaims,
                UserClaims,
                ActivationClaims,
                AuthorizationRequest,
                AuthorizationResponse,
                GenericClaims {
    /** Returns what JWTs of this sort call themselves. */
    String type();

    /** Returns what keeps a JWT with these claims from being used, its dates aside; empty when it is sound. */
    default List<String> problems(JwtClaims claims) {
        return List.of();
    }

    /** Returns what should be changed but does no harm. */
    default List<String> warnings(JwtClaims claims) {
        return List.of();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.auth;

import java.util.concurrent.CompletionStage;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Wraps the whole chain of authenticators: fills in a default user before it, or overrules its answer after it. Filters
 * nest in order of {@link #order()}, lowest outermost. Same rules as {@link Authenticator}.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface AuthenticationFilter {
    /** Where filters are contributed. */
    ExtensionPoint<AuthenticationFilter> POINT =
            ExtensionPoint.many("authentication-filter", AuthenticationFilter.class);

    /** Returns the place among the filters. */
    int order();

    /** Returns whether INFO must carry a nonce for the client, or somebody on its way, to sign. */
    default boolean needsNonce() {
        return false;
    }

    /** Judges a connection, with or without the rest of the chain. Must not block. */
    @RunsOn(Context.OWNING_LOOP)
    CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest);

    /** What remains of the chain. */
    @FunctionalInterface
    @RunsOn(Context.OWNING_LOOP)
    interface Authentication {
        /** Judges a connection. */
        CompletionStage<AuthResult> authenticate(AuthRequest request);
    }
}

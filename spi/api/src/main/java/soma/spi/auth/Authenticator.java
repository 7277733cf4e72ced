/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Decides who a connection is. Asked in order of {@link #order()} until one does not abstain; if all abstain and any is
 * {@linkplain #required() required}, the connection is refused.
 *
 * <p>Called on the loop of the connection, which reads nothing more until the stage completes. To block, do the work in
 * {@link AuthRequest#worker()}. A stage that fails, or is late by the authentication timeout, refuses the connection and is
 * logged; the peer sees only the standard error.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Authenticator {
    /** Where authenticators are contributed. */
    ExtensionPoint<Authenticator> POINT = ExtensionPoint.many("authenticator", Authenticator.class);

    /**
     * Returns its name, by which the configuration may set the order: lower-case words joined by dashes, as a rule the id of
     * its plugin.
     */
    @RunsOn(Context.ANY_THREAD)
    String name();

    /** Returns the place in the chain when the configuration sets none; lower is asked earlier. */
    @RunsOn(Context.ANY_THREAD)
    int order();

    /** Returns whether connections must authenticate, given its configuration. */
    boolean required();

    /**
     * Returns whether INFO says that connections must authenticate, {@code auth_required}. Not when those that say nothing
     * of themselves are meant to be taken for a user that the configuration names: their clients need not know.
     */
    default boolean announces() {
        return required();
    }

    /**
     * Returns whether a peer may do without CONNECT: it is then judged with empty options at the first thing it does. If not,
     * whatever it does before CONNECT is an error.
     */
    default boolean admitsAnonymous() {
        return !required();
    }

    /** Returns how long a connection may take to authenticate; empty to leave that to others. The longest one counts. */
    default Optional<Duration> timeout() {
        return Optional.empty();
    }

    /** Returns whether INFO must carry a nonce for the client to sign. */
    default boolean needsNonce() {
        return false;
    }

    /** Judges a connection. Must not block. */
    @RunsOn(Context.OWNING_LOOP)
    CompletionStage<AuthResult> authenticate(AuthRequest request);
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.auth.AuthRequest;

/**
 * What the configuration knows of one user to check a proof against. Immutable; equal ones are equal by
 * {@link Object#equals}, so that a reload sees what has changed. Its text shows no secret.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Credential {
    /** Returns the name under which the user is known to this kind, unique in the server; empty for a nameless one. */
    String name();

    /** Returns the name of the user for logs and monitoring; may be empty. */
    default String user() {
        return name();
    }

    /**
     * Returns whether it does not count for a user that has a credential of another kind too. So it is with a user without
     * a password: nobody needs one to log in as that user, unless the user may be known by a certificate.
     */
    default boolean yields() {
        return false;
    }

    /**
     * Returns what the user has of this kind, given what it has of others; itself unless it wants those proven too. So it is
     * with a certificate: the user's password, be it empty, must be right as well.
     */
    default Credential beside(List<Credential> others) {
        return this;
    }

    /** Returns what the log should advise the operator of at start, if anything; it is logged once for all users. */
    default Optional<String> advice() {
        return Optional.empty();
    }

    /** Answers whether the request proves to be this user. Must not block: use {@link AuthRequest#worker()}. */
    @RunsOn(Context.OWNING_LOOP)
    CompletionStage<Boolean> verify(AuthRequest request);
}

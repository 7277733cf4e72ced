/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.auth.AuthRequest;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigReader;
import soma.spi.plugin.ExtensionPoint;

/**
 * A way in which a configured user proves who it is: a password, a signature, a certificate. Added while plugins declare, by
 * {@link soma.spi.plugin.Declarations#extend}. Without state; safe for any thread.
 *
 * <p>Kinds are tried in order of {@link #order()}. The first one of which the table has users and under which the request
 * asks to be known decides: no other kind is tried when its user is unknown or the proof is wrong. Other authenticators are
 * asked about unknown users only from {@link #TOKEN} on: a signature or a certificate that is none of ours is refused.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface CredentialKind {
    /** Where kinds are added. */
    ExtensionPoint<CredentialKind> POINT = ExtensionPoint.many("credential-kind", CredentialKind.class);

    /** The place of signatures. */
    int SIGNATURE = 100;

    /** The place of certificates. */
    int CERTIFICATE = 200;

    /** The place of tokens. */
    int TOKEN = 300;

    /** The place of passwords. */
    int PASSWORD = 400;

    /** Returns its name, one word, for logs. */
    String name();

    /** Returns the place among the kinds; lower is tried earlier. */
    int order();

    /** Returns the keys that it owns in the block of a user, and in {@code authorization} itself. */
    List<ConfigKey> keys();

    /** Returns whether INFO must carry a nonce as soon as there is a user of this kind. */
    default boolean needsNonce() {
        return false;
    }

    /**
     * Returns whether a configuration uses this kind at all. If not, no credential is read and its keys are known all the
     * same. So certificates matter only where a listener maps them to users.
     *
     * @param root a reader of the whole configuration
     */
    default boolean isUsed(ConfigReader root) {
        return true;
    }

    /**
     * Reads a user's credential; empty when the block has none of its keys. What is wrong is reported.
     *
     * @param block the block of a user, or {@code authorization} itself
     * @param single whether it is {@code authorization} itself, which describes the only user of the server
     */
    Optional<Credential> bind(ConfigReader block, boolean single);

    /**
     * Returns the names under which a request asks to be known to this kind, the preferred one first; empty when it says
     * nothing that concerns this kind. The first one that the table has is taken.
     */
    List<String> claims(AuthRequest request);

    /**
     * Does for a user that is not there what it takes to check one that is, so that how long a refusal takes does not tell
     * whose names there are. Called before such a user is refused; the answer counts for nothing. Must not block.
     *
     * @param known what the table has of this kind
     */
    @RunsOn(Context.OWNING_LOOP)
    default CompletionStage<Boolean> pretend(AuthRequest request, List<Credential> known) {
        return CompletableFuture.completedFuture(false);
    }

    /**
     * Finds a user that none of the {@linkplain #claims claimed} names is literally equal to, for kinds whose names can be
     * equal without being spelled the same; empty as a rule.
     *
     * @param names the names of all users of this kind
     */
    default Optional<String> match(AuthRequest request, List<String> names) {
        return Optional.empty();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import soma.spi.auth.AuthRequest;

/**
 * A password or token as the configuration has it. Immutable but for what it remembers; equal ones are equal by
 * {@link Object#equals}. Its text shows nothing of it.
 */
sealed interface Secret permits PlainSecret, HashedSecret {
    /** What makes a configured value a bcrypt hash. */
    Pattern HASH = Pattern.compile("\\$2[abxy]\\$\\d{2}\\$.*", Pattern.DOTALL);

    /** Makes a secret of a configured value. */
    static Secret of(String configured, Turnstile turnstile) {
        return HASH.matcher(configured).matches()
                ? new HashedSecret(configured, turnstile)
                : new PlainSecret(configured);
    }

    /** Returns whether it is empty, so that nobody need know it. */
    default boolean isEmpty() {
        return false;
    }

    /** Returns whether the configuration holds no more than a hash of it. */
    boolean isHashed();

    /**
     * Answers whether what a client gave in its request is the secret; how long that takes does not tell how much of it is
     * right.
     */
    CompletionStage<Boolean> matches(String given, AuthRequest request);
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds the JWTs of accounts. What it finds is not to be trusted before it was verified. Safe for any thread. */
interface Resolver {
    /** Gets ready; fails if it cannot be of use. */
    default void start() throws IOException {}

    /** Finds the JWT of an account, given a valid key; empty if there is none. Does not block. */
    CompletionStage<Optional<String>> fetch(String account);

    /** Keeps a JWT unless it has a newer one. */
    void store(String account, String token) throws IOException;

    /** Ends. */
    default void stop() {}
}

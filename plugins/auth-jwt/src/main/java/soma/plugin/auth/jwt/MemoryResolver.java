/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the accounts that it was given. */
final class MemoryResolver implements Resolver {
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Optional<String>> fetch(String account) {
        return CompletableFuture.completedFuture(Optional.ofNullable(tokens.get(account)));
    }

    @Override
    public void store(String account, String token) {
        tokens.put(account, token);
    }

    void forget(String account) {
        tokens.remove(account);
    }
}

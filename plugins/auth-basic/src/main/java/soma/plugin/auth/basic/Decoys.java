/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import soma.plugin.auth.users.api.Credential;
import soma.spi.auth.AuthRequest;

/**
 * Hashes of nobody's password, against which the passwords of unknown users are checked: it takes as long as for the user
 * whose hash costs most. They pass the same turnstile. Safe for any thread.
 */
final class Decoys {
    /** A salt and a digest that no password was found for. */
    private static final String REST = "$" + "abcdefghijklmnopqrstuu" + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcde";

    private final Turnstile turnstile;
    private final ConcurrentMap<Integer, Secret> byCost = new ConcurrentHashMap<>();

    Decoys(Turnstile turnstile) {
        this.turnstile = turnstile;
    }

    /** Checks a password to no avail; at once, if the known ones are not hashed. */
    CompletionStage<Boolean> check(AuthRequest request, List<Credential> known) {
        int cost = cost(known);
        return cost == 0 ? CompletableFuture.completedFuture(false) : of(cost).matches(request.text("pass"), request);
    }

    /** Returns the one of a cost. */
    Secret of(int cost) {
        return byCost.computeIfAbsent(cost, _ -> Secret.of(hash(cost), turnstile));
    }

    static String hash(int cost) {
        return String.format(Locale.ROOT, "$2a$%02d", cost) + REST;
    }

    /** Returns the highest cost of a hash; 0 if there is none. */
    int cost(List<Credential> known) {
        return known.stream()
                .mapToInt(credential ->
                        credential instanceof PasswordCredential user && user.password() instanceof HashedSecret hashed
                                ? hashed.cost()
                                : 0)
                .max()
                .orElse(0);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.spi.auth.AuthRequest;

/** A secret in plain text. */
record PlainSecret(String text) implements Secret {
    @Override
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean isHashed() {
        return false;
    }

    @Override
    public CompletionStage<Boolean> matches(String given, AuthRequest request) {
        // takes a time that depends on the length of the first one only, which the client knows anyway
        boolean same = MessageDigest.isEqual(bytes(given), bytes(text));
        return CompletableFuture.completedFuture(same);
    }

    private static byte[] bytes(String of) {
        return of.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;

/**
 * A secret of which only a bcrypt hash is known. To check it takes long on purpose, so what was found right once is
 * remembered, as a digest that is keyed with the hash: neither a crowd that comes back nor a reload pays for it again.
 */
final class HashedSecret implements Secret {
    private static final String DIGEST = "HmacSHA256";
    /** Where the version stands in {@code $2b$12$…}. All versions since 2a do the same with passwords shorter than 256. */
    private static final int AFTER_VERSION = 3;

    private final String hash;
    private final Turnstile turnstile;
    private volatile byte @Nullable [] known;

    HashedSecret(String hash, Turnstile turnstile) {
        this.hash = hash;
        this.turnstile = turnstile;
    }

    @Override
    public boolean isHashed() {
        return true;
    }

    @Override
    public CompletionStage<Boolean> matches(String given, Executor worker) {
        byte[] password = given.getBytes(StandardCharsets.UTF_8);
        byte[] right = known;
        if (right != null && MessageDigest.isEqual(digest(password), right)) {
            return CompletableFuture.completedFuture(true);
        }
        return turnstile.pass(worker, () -> check(password));
    }

    private boolean check(byte[] password) {
        boolean same;
        try {
            same = OpenBSDBCrypt.checkPassword("$2a" + hash.substring(AFTER_VERSION), password);
        } catch (RuntimeException e) {
            return false; // begins like a hash and is none
        }
        if (same) {
            known = digest(password);
        }
        return same;
    }

    private byte[] digest(byte[] password) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(hash.getBytes(StandardCharsets.UTF_8), DIGEST));
            return mac.doFinal(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + DIGEST, e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HashedSecret secret && secret.hash.equals(hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.AuthRequest;

/**
 * A secret of which only a bcrypt hash is known. To check it takes long on purpose, so what was found right once is
 * remembered, as a digest that is keyed with the hash: neither a crowd that comes back nor a reload pays for it again. So
 * is what comes too late for whoever asked: the client is let in when it tries again.
 */
final class HashedSecret implements Secret {
    private static final String DIGEST = "HmacSHA256";
    /** Where the version ends in {@code $2b$12$…}; whatever it is, nats-server reads a hash as of version 2a. */
    private static final int AFTER_VERSION = 3;

    private static final int AFTER_COST = 6;
    private static final int LOWEST_COST = 4;
    private static final int HIGHEST_COST = 31;

    private final String hash;
    private final Turnstile turnstile;
    private final ConcurrentMap<ByteBuffer, CompletableFuture<Boolean>> checks = new ConcurrentHashMap<>();
    private volatile byte @Nullable [] known;

    HashedSecret(String hash, Turnstile turnstile) {
        this.hash = hash;
        this.turnstile = turnstile;
    }

    /** Returns how costly it is to check, as a power of two; 0 if the hash is none, so that it costs nothing. */
    int cost() {
        int cost = Integer.parseInt(hash.substring(hash.indexOf('$', 1) + 1, AFTER_COST));
        return cost < LOWEST_COST || cost > HIGHEST_COST ? 0 : cost;
    }

    @Override
    public boolean isHashed() {
        return true;
    }

    @Override
    public CompletionStage<Boolean> matches(String given, AuthRequest request) {
        byte[] password = given.getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(password);
        if (isKnown(digest)) {
            return CompletableFuture.completedFuture(true);
        }
        var mine = new CompletableFuture<Boolean>();
        CompletableFuture<Boolean> running = checks.putIfAbsent(ByteBuffer.wrap(digest), mine);
        if (running != null) {
            return running; // many clients of one user come at once
        }
        turnstile
                .pass(host(request), request.worker(), () -> check(password, digest))
                .whenComplete((same, failure) -> {
                    checks.remove(ByteBuffer.wrap(digest));
                    answer(mine, same, failure);
                });
        return mine;
    }

    private static String host(AuthRequest request) {
        String address = request.remoteAddress();
        return address.substring(0, Math.max(0, address.lastIndexOf(':')));
    }

    /**
     * Answers, unless the turnstile was too full: then nobody knows, and the connection is told that it took too long. Many
     * clients give up for good when they are told that their password is wrong.
     */
    private static void answer(CompletableFuture<Boolean> to, @Nullable Boolean same, @Nullable Throwable failure) {
        if (same != null) {
            to.complete(same);
        } else if (failure != null && !(failure instanceof CancellationException)) {
            to.completeExceptionally(failure);
        }
    }

    private boolean isKnown(byte[] digest) {
        byte[] right = known;
        return right != null && MessageDigest.isEqual(digest, right);
    }

    private boolean check(byte[] password, byte[] digest) {
        boolean same;
        try {
            same = OpenBSDBCrypt.checkPassword("$2a" + hash.substring(AFTER_VERSION), password);
        } catch (RuntimeException e) {
            return false; // begins like a hash and is none
        }
        if (same) {
            known = digest;
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
        return other instanceof HashedSecret secret
                && MessageDigest.isEqual(
                        secret.hash.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8));
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

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/**
 * An X25519 key that seals. What is sealed begins with the version of the format and the nonce; the seed is the private
 * scalar itself.
 */
final class CurveKeyPair implements KeyPair {
    private static final byte[] VERSION = "xkv1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = VERSION.length + SecretBox.NONCE;

    private final byte[] seed;
    private final byte[] publicBytes = new byte[X25519.POINT_SIZE];

    CurveKeyPair(byte[] seed) {
        this.seed = seed;
        X25519.generatePublicKey(seed, 0, publicBytes, 0);
    }

    @Override
    public KeyKind kind() {
        return KeyKind.CURVE;
    }

    @Override
    public String publicKey() {
        return KeyText.ofPublic(KeyKind.CURVE, publicBytes);
    }

    @Override
    public String seed() {
        return KeyText.ofSeed(KeyKind.CURVE, seed);
    }

    @Override
    public byte[] sign(byte[] message) {
        throw new UnsupportedOperationException("a curve key does not sign");
    }

    @Override
    public byte[] seal(byte[] message, String recipient) {
        var nonce = new byte[SecretBox.NONCE];
        new SecureRandom().nextBytes(nonce);
        return seal(message, recipient, nonce);
    }

    /** Seals with a nonce that must never have been used between the two. */
    byte[] seal(byte[] message, String recipient, byte[] nonce) {
        byte[] box = SecretBox.between(seed, point(recipient)).seal(message, nonce);
        var sealed = Arrays.copyOf(VERSION, HEAD + box.length);
        System.arraycopy(nonce, 0, sealed, VERSION.length, nonce.length);
        System.arraycopy(box, 0, sealed, HEAD, box.length);
        return sealed;
    }

    @Override
    public byte[] open(byte[] sealed, String sender) {
        if (sealed.length < HEAD + SecretBox.TAG || !Arrays.equals(VERSION, Arrays.copyOf(sealed, VERSION.length))) {
            throw new IllegalArgumentException("not sealed in a version that is known");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, VERSION.length, HEAD);
        return SecretBox.between(seed, point(sender)).open(Arrays.copyOfRange(sealed, HEAD, sealed.length), nonce);
    }

    private static byte[] point(String publicKey) {
        return KeyText.readPublic(publicKey)
                .filter(key -> key.kind() == KeyKind.CURVE)
                .map(KeyText.Key::bytes)
                .orElseThrow(() -> new IllegalArgumentException("not a curve key"));
    }

    @Override
    public String toString() {
        return publicKey();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** An Ed25519 key that signs. */
final class SigningKeyPair implements KeyPair {
    private final KeyKind kind;
    private final byte[] seed;
    private final byte[] publicBytes = new byte[Ed25519.PUBLIC_KEY_SIZE];

    SigningKeyPair(KeyKind kind, byte[] seed) {
        this.kind = kind;
        this.seed = seed;
        Ed25519.generatePublicKey(seed, 0, publicBytes, 0);
    }

    @Override
    public KeyKind kind() {
        return kind;
    }

    @Override
    public String publicKey() {
        return KeyText.ofPublic(kind, publicBytes);
    }

    @Override
    public String seed() {
        return KeyText.ofSeed(kind, seed);
    }

    @Override
    public byte[] sign(byte[] message) {
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicBytes, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public byte[] seal(byte[] message, String recipient) {
        throw new UnsupportedOperationException("only a curve key seals");
    }

    @Override
    public byte[] open(byte[] sealed, String sender) {
        throw new UnsupportedOperationException("only a curve key opens");
    }

    @Override
    public String toString() {
        return publicKey();
    }
}

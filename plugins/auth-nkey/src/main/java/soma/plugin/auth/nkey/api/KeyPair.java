/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import java.security.SecureRandom;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.annotation.Api;

/** A key with its private half. Immutable and safe for any thread. Its text shows the public half only. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public sealed interface KeyPair permits CurveKeyPair, SigningKeyPair {
    /** Makes a new pair. */
    static KeyPair create(KeyKind kind) {
        var seed = new byte[KeyText.KEY];
        new SecureRandom().nextBytes(seed);
        return of(kind, seed);
    }

    /**
     * Reads a seed.
     *
     * @throws IllegalArgumentException if it is none; the message does not show it
     */
    static KeyPair ofSeed(String seed) {
        KeyText.Key key = KeyText.readSeed(seed).orElseThrow(() -> new IllegalArgumentException("not a seed"));
        return of(key.kind(), key.bytes());
    }

    private static KeyPair of(KeyKind kind, byte[] seed) {
        return kind == KeyKind.CURVE ? new CurveKeyPair(seed) : new SigningKeyPair(kind, seed);
    }

    /** Returns what it is for. */
    KeyKind kind();

    /** Returns the public half as text. */
    String publicKey();

    /** Returns the seed as text: a secret. */
    String seed();

    /**
     * Signs; not for curve keys.
     *
     * @throws UnsupportedOperationException if this is a curve key
     */
    byte[] sign(byte[] message);

    /**
     * Seals for the holder of another curve key, as version 1 of xkeys does; for curve keys only.
     *
     * @throws IllegalArgumentException      if the recipient is no curve key
     * @throws UnsupportedOperationException if this is no curve key
     */
    byte[] seal(byte[] message, String recipient);

    /**
     * Opens what was sealed for this key; for curve keys only.
     *
     * @throws IllegalArgumentException      if it was not sealed by that sender for this key
     * @throws UnsupportedOperationException if this is no curve key
     */
    byte[] open(byte[] sealed, String sender);
}

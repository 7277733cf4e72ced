/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.annotation.Api;

/** A key with its private half. Immutable and safe for any thread. Its text shows the public half only. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface KeyPair {
    /** Makes a new pair. */
    static KeyPair create(KeyKind kind) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a seed.
     *
     * @throws IllegalArgumentException if it is none; the message does not show it
     */
    static KeyPair ofSeed(String seed) {
        throw new UnsupportedOperationException();
    }

    /** Returns what it is for. */
    KeyKind kind();

    /** Returns the public half as text. */
    String publicKey();

    /** Returns the seed as text: a secret. */
    String seed();

    /** Signs; not for curve keys. */
    byte[] sign(byte[] message);

    /** Seals for the holder of another curve key, as version 1 of xkeys does; for curve keys only. */
    byte[] seal(byte[] message, String recipient);

    /**
     * Opens what was sealed for this key; for curve keys only.
     *
     * @throws IllegalArgumentException if it was not sealed by that sender for this key
     */
    byte[] open(byte[] sealed, String sender);
}

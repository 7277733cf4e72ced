/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import soma.spi.annotation.Api;

/** Checks and verifies with public keys as NATS writes them. Safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Nkeys {
    private Nkeys() {}

    /** Returns whether the text is a public key of that kind: length, alphabet, checksum and prefix. */
    public static boolean isPublic(KeyKind kind, String text) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns whether the signature was made of the message with the private half of that key; false for anything that is no
     * signature or no key.
     */
    public static boolean verify(String publicKey, byte[] message, byte[] signature) {
        throw new UnsupportedOperationException();
    }

    /** What a key is for. */
    public enum KeyKind {
        /** A user's. */
        USER,
        /** An account's. */
        ACCOUNT,
        /** An operator's. */
        OPERATOR,
        /** A server's. */
        SERVER,
        /** A cluster's. */
        CLUSTER,
        /** A key that seals. */
        CURVE
    }
}

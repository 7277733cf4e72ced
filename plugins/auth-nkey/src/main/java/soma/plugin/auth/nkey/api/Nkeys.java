/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import soma.spi.annotation.Api;

/** Checks and verifies with public keys as NATS writes them. Safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Nkeys {
    private Nkeys() {}

    /** Returns whether the text is a public key of that kind: length, alphabet, checksum and prefix. */
    public static boolean isPublic(KeyKind kind, String text) {
        return kind(text).filter(kind::equals).isPresent();
    }

    /** Returns what the public key is for; empty if the text is no public key. */
    public static Optional<KeyKind> kind(String text) {
        return KeyText.readPublic(text).map(KeyText.Key::kind);
    }

    /**
     * Returns whether the signature was made of the message with the private half of that key; false for anything that is no
     * signature or no key.
     */
    public static boolean verify(String publicKey, byte[] message, byte[] signature) {
        if (signature.length != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        return KeyText.readPublic(publicKey)
                .filter(key -> key.kind() != KeyKind.CURVE)
                .filter(key -> Ed25519.verify(signature, 0, key.bytes(), 0, message, 0, message.length))
                .isPresent();
    }

    /** What a key is for. */
    public enum KeyKind {
        /** A user's. */
        USER(20),
        /** An account's. */
        ACCOUNT(0),
        /** An operator's. */
        OPERATOR(14),
        /** A server's. */
        SERVER(13),
        /** A cluster's. */
        CLUSTER(2),
        /** A key that seals. */
        CURVE(23);

        private final int prefix;

        KeyKind(int letter) {
            this.prefix = letter << 3;
        }

        /** Returns the first byte of public keys; its upper five bits are their first letter. */
        int prefix() {
            return prefix;
        }

        static Optional<KeyKind> of(int prefix) {
            for (KeyKind kind : values()) {
                if (kind.prefix == prefix) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import soma.plugin.auth.nkey.api.Nkeys;

/** Signatures of a nonce as they come over the wire. */
final class NonceSignature {
    /** More than any spelling of 64 bytes needs. */
    private static final int LONGEST = 128;

    private static final Pattern URL_ALPHABET = Pattern.compile("[A-Za-z0-9_-]{86}");

    private NonceSignature() {}

    /**
     * Returns whether the text is a signature of the nonce by that key, in base 64 for URLs without padding, as proxies write
     * it. Signed are the characters of the nonce, not what they stand for.
     */
    static boolean isBy(String publicKey, String nonce, String signature) {
        return URL_ALPHABET.matcher(signature).matches() && isEitherBy(publicKey, nonce, signature);
    }

    /** Returns the same for a client, which may also use the usual base 64, as old ones do. */
    static boolean isEitherBy(String publicKey, String nonce, String signature) {
        if (nonce.isEmpty() || signature.isEmpty() || signature.length() > LONGEST) {
            return false;
        }
        byte[] signed = nonce.getBytes(StandardCharsets.US_ASCII);
        return decode(Base64.getUrlDecoder(), signature)
                .or(() -> decode(Base64.getDecoder(), signature))
                .filter(bytes -> Nkeys.verify(publicKey, signed, bytes))
                .isPresent();
    }

    private static Optional<byte[]> decode(Base64.Decoder decoder, String signature) {
        try {
            return Optional.of(decoder.decode(signature));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

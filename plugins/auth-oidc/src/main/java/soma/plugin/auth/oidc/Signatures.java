/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/** Checks signatures. */
final class Signatures {
    /** The ways of signing that can be checked with a public key, which is all that a provider publishes. */
    static final List<String> KNOWN = List.of(
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519");

    /** Shorter ones can be broken. */
    private static final int SHORTEST_RSA = 2048;

    /** More keys than this no provider has; a token without a key's name is tried with all. */
    private static final int MOST_KEYS = 32;

    private Signatures() {}

    /** Returns whether a token was signed with one of these keys. */
    static boolean isSigned(SignedJWT token, List<JWK> keys) {
        List<JWK> some = keys.subList(0, Math.min(keys.size(), MOST_KEYS));
        return KeyConverter.toJavaKeys(some).stream().anyMatch(key -> isSigned(token, key))
                || some.stream().anyMatch(key -> key instanceof OctetKeyPair pair && isSigned(token, pair));
    }

    private static boolean isSigned(SignedJWT token, OctetKeyPair key) {
        try {
            return token.verify(new Ed25519Verifier(key));
        } catch (JOSEException e) {
            return false; // the key is of another sort than the signature
        }
    }

    private static boolean isSigned(SignedJWT token, Key key) {
        JWSHeader header = token.getHeader();
        boolean weak = key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA;
        if (!(key instanceof PublicKey) || weak) {
            return false;
        }
        try {
            return token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(header, key));
        } catch (JOSEException e) {
            return false; // the key is of another sort than the signature
        }
    }
}

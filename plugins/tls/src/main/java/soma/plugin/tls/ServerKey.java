/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server proves its identity with. Equal when key and certificates are, so that a reload sees a renewed one.
 *
 * @param key   the private key
 * @param chain its certificate, then those that lead to an authority
 */
record ServerKey(PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] SAMPLE = new byte[32];

    ServerKey {
        chain = List.copyOf(chain);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Returns whether a private and a public key are of one sort. */
    static boolean sameType(PrivateKey key, PublicKey other) {
        return family(key.getAlgorithm()).equals(family(other.getAlgorithm()));
    }

    /** Returns whether a private key belongs to a public one. */
    static boolean belong(PrivateKey key, PublicKey other) {
        try {
            Signature signature = Signature.getInstance(
                    switch (family(key.getAlgorithm())) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> "EdDSA";
                    });
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(other);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Returns which sort of certificate an algorithm is of: RSA, EC or EdDSA. */
    static String family(String algorithm) {
        return switch (algorithm) {
            case "RSASSA-PSS" -> "RSA";
            case "Ed25519", "Ed448" -> "EdDSA";
            default -> algorithm;
        };
    }

    /** Returns whom the certificate is for; the key is a secret. */
    @Override
    public String toString() {
        return certificate().getSubjectX500Principal().getName();
    }
}

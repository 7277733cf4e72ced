/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads private keys in the three forms that PEM files have: PKCS#8, PKCS#1 (RSA) and SEC 1 (elliptic curves). */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
    private static final byte[] ZERO = {Der.INTEGER, 1, 0};
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");

    private PrivateKeys() {}

    /** Reads a key; null if it is none that this Java knows. */
    static @Nullable PrivateKey read(byte[] der) {
        try {
            byte[] standard = toPkcs8(der);
            for (String algorithm : ALGORITHMS) {
                PrivateKey key = read(algorithm, standard);
                if (key != null) {
                    return key;
                }
            }
            return null;
        } catch (Der.Malformed e) {
            return null;
        }
    }

    private static @Nullable PrivateKey read(String algorithm, byte[] der) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
            return null; // of another algorithm
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + algorithm + " (expected: module java.base has it)", e);
        }
    }

    /** Tells the forms apart by what stands behind the version: an algorithm, a modulus, or the key itself. */
    private static byte[] toPkcs8(byte[] der) throws Der.Malformed {
        Der key = Der.of(der).enter(Der.SEQUENCE);
        key.enter(Der.INTEGER);
        return switch (key.tag()) {
            case Der.INTEGER -> Der.write(Der.SEQUENCE, ZERO, RSA, Der.write(Der.OCTETS, der));
            case Der.OCTETS -> {
                key.next();
                byte[] curve = key.enter(Der.CONTEXT).next();
                byte[] algorithm = Der.write(Der.SEQUENCE, EC_PUBLIC_KEY, curve);
                yield Der.write(Der.SEQUENCE, ZERO, algorithm, Der.write(Der.OCTETS, der));
            }
            default -> der;
        };
    }
}

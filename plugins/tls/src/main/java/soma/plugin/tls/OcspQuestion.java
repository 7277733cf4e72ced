/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;

/** Asks about one certificate, by the name and key of its issuer and its number there. */
final class OcspQuestion {
    private static final byte[] SHA1 = HexFormat.of().parseHex("300906052b0e03021a0500");

    private final X509Certificate certificate;
    private final X509Certificate issuer;
    private final byte[] nameHash;
    private final byte[] keyHash;
    private final byte[] number;

    private OcspQuestion(X509Certificate certificate, X509Certificate issuer, byte[] nameHash, byte[] keyHash) {
        this.certificate = certificate;
        this.issuer = issuer;
        this.nameHash = nameHash;
        this.keyHash = keyHash;
        this.number = certificate.getSerialNumber().toByteArray();
    }

    static OcspQuestion about(X509Certificate certificate, X509Certificate issuer) throws OcspException {
        try {
            MessageDigest sha1 =
                    MessageDigest.getInstance("SHA-1"); // names the issuer, as RFC 5019 has it; proves nothing
            byte[] nameHash = sha1.digest(certificate.getIssuerX500Principal().getEncoded());
            Der key = Der.of(issuer.getPublicKey().getEncoded()).enter(Der.SEQUENCE);
            key.next();
            byte[] bits = key.enter(Der.BIT_STRING).rest();
            sha1.update(bits, 1, bits.length - 1);
            return new OcspQuestion(certificate, issuer, nameHash, sha1.digest());
        } catch (GeneralSecurityException | Der.Malformed e) {
            throw new OcspException(
                    OcspException.Why.UNPROVEN, "no question can be made of the certificate: " + e.getMessage(), e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    X509Certificate issuer() {
        return issuer;
    }

    /** Returns the request that a responder takes. */
    byte[] encoded() {
        byte[] id = Der.write(
                Der.SEQUENCE,
                SHA1,
                Der.write(Der.OCTETS, nameHash),
                Der.write(Der.OCTETS, keyHash),
                Der.write(Der.INTEGER, number));
        byte[] request = Der.write(Der.SEQUENCE, id);
        return Der.write(Der.SEQUENCE, Der.write(Der.SEQUENCE, Der.write(Der.SEQUENCE, request)));
    }

    /** Returns whether a part of a response is about this certificate. */
    boolean isAnsweredBy(Der id) throws Der.Malformed {
        id.next(); // the algorithm: hashes of another one are not ours
        return Arrays.equals(id.enter(Der.OCTETS).rest(), nameHash)
                && Arrays.equals(id.enter(Der.OCTETS).rest(), keyHash)
                && Arrays.equals(id.enter(Der.INTEGER).rest(), number);
    }
}

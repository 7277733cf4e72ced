/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls.api;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import soma.plugin.tls.GoNames;
import soma.spi.annotation.Api;

/**
 * A certificate as advisories show it.
 *
 * @param subject     whom it is for, as Go writes names
 * @param issuer      who signed it, as Go writes names
 * @param fingerprint the SHA-256 hash of the certificate, in base 64
 * @param raw         the certificate in base 64
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record CertificateFacts(String subject, String issuer, String fingerprint, String raw) {
    /**
     * Returns the facts of a certificate.
     *
     * @throws IllegalArgumentException if it cannot be encoded
     */
    public static CertificateFacts of(X509Certificate certificate) {
        return new CertificateFacts(
                GoNames.write(certificate.getSubjectX500Principal()),
                GoNames.write(certificate.getIssuerX500Principal()),
                fingerprint(certificate),
                Base64.getEncoder().encodeToString(encoded(certificate)));
    }

    /**
     * Returns the hash of a certificate, in base 64.
     *
     * @throws IllegalArgumentException if it cannot be encoded
     */
    public static String fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded(certificate));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks SHA-256 (expected: every one has it)", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate that cannot be encoded", e);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.tls.api.CertificateFacts;
import soma.plugin.tls.api.OcspListener;

/**
 * Tells listeners about peers that did not pass.
 *
 * @param kind      which connections the peers are of
 * @param listeners who is told
 */
record PeerEvents(String kind, Supplier<List<OcspListener>> listeners) {
    private static final Logger LOG = LoggerFactory.getLogger(PeerEvents.class);

    void linkInvalid(X509Certificate link, X509Certificate peer, String reason) {
        CertificateFacts ofLink = facts(link);
        CertificateFacts ofPeer = facts(peer);
        tell(listener -> listener.linkInvalid(ofLink, ofPeer, reason));
    }

    void peerRejected(X509Certificate peer, String reason) {
        CertificateFacts ofPeer = facts(peer);
        tell(listener -> listener.peerRejected(kind, ofPeer, reason));
    }

    private void tell(Consumer<OcspListener> event) {
        for (OcspListener listener : listeners.get()) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("OCSP: a listener failed", e);
            }
        }
    }

    /** Returns how advisories show a certificate. */
    static CertificateFacts facts(X509Certificate certificate) {
        return new CertificateFacts(
                GoNames.write(certificate.getSubjectX500Principal()),
                GoNames.write(certificate.getIssuerX500Principal()),
                fingerprint(certificate),
                Base64.getEncoder().encodeToString(encoded(certificate)));
    }

    /** Returns the hash of a certificate, in base 64. */
    static String fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded(certificate));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256 (expected: every one has it)", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import soma.spi.protocol.SessionView;
import soma.spi.report.ConnectionContributor;

/** Tells monitoring how connections are secured. Safe for any thread. */
final class TlsConnections implements ConnectionContributor {
    private static final String VERSION = "TLSv";

    @Override
    public void contribute(SessionView session, boolean withAuth, Map<String, Object> fields) {
        SSLSession security = session.security();
        if (security == null) {
            return;
        }
        String protocol = security.getProtocol();
        fields.put("tls_version", protocol.startsWith(VERSION) ? protocol.substring(VERSION.length()) : protocol);
        fields.put("tls_cipher_suite", security.getCipherSuite());
        if (session.isSecuredFirst()) {
            fields.put("tls_first", true);
        }
        if (withAuth) {
            List<Object> certificates = peer(security);
            if (!certificates.isEmpty()) {
                fields.put("tls_peer_certs", certificates);
            }
        }
    }

    private static List<Object> peer(SSLSession security) {
        List<Object> shown = new ArrayList<>();
        try {
            for (Certificate certificate : security.getPeerCertificates()) {
                if (certificate instanceof X509Certificate peer) {
                    shown.add(describe(peer));
                }
            }
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return List.of(); // it showed none
        }
        return shown;
    }

    private static Map<String, Object> describe(X509Certificate certificate) throws CertificateEncodingException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", GoNames.write(certificate.getSubjectX500Principal()));
        fields.put("spki_sha256", hash(certificate.getPublicKey().getEncoded()));
        fields.put("cert_sha256", hash(certificate.getEncoded()));
        return fields;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256 (expected: every one has it)", e);
        }
    }
}

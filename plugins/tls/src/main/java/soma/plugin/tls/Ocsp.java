/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one authority about one certificate, by OCSP over HTTP. The question is asked here, as the JDK's cannot be given a
 * time limit of its own; the JDK checks who signed the answer.
 */
final class Ocsp {
    private static final Logger LOG = LoggerFactory.getLogger(Ocsp.class);
    private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final byte[] BY_OCSP = HexFormat.of().parseHex("06082b06010505073001");
    private static final int URI_NAME = Der.CONTEXT_PLAIN | 6;
    private static final byte[] SHA1 = HexFormat.of().parseHex("300906052b0e03021a0500");
    private static final int LARGEST = 64 * 1024;

    private Ocsp() {}

    /** What is known of a certificate. */
    enum Status {
        GOOD,
        REVOKED,
        /** Its authority does not know it. */
        UNKNOWN,
        /** Nobody could be asked, or the answer cannot be believed. */
        UNREACHABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An answer.
     *
     * @param until when there will be a newer one; null if it does not say
     */
    record Answer(Status status, @Nullable Instant until) {
        private static final Answer NONE = new Answer(Status.UNREACHABLE, null);
    }

    /** Returns whom a certificate says to ask about it. */
    static Optional<String> address(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(AUTHORITY_ACCESS);
        if (extension == null) {
            return Optional.empty();
        }
        try {
            Der entries = Der.of(Der.of(extension).enter(Der.OCTETS).rest()).enter(Der.SEQUENCE);
            while (entries.hasMore()) {
                Der entry = entries.enter(Der.SEQUENCE);
                boolean ocsp = java.util.Arrays.equals(entry.next(), BY_OCSP);
                if (ocsp && entry.tag() == URI_NAME) {
                    return Optional.of(new String(entry.enter(URI_NAME).rest(), StandardCharsets.US_ASCII));
                }
            }
        } catch (Der.Malformed e) {
            LOG.debug("a certificate says in no readable way whom to ask about it", e);
        }
        return Optional.empty();
    }

    /** Asks. Blocks for as long as the configuration allows. */
    static Answer ask(
            X509Certificate certificate, X509Certificate issuer, String address, TlsBlock.Revocation how, Instant now) {
        try {
            byte[] response = post(address, request(certificate, issuer), how.timeout());
            return answer(response, certificate, issuer, how.skew(), now);
        } catch (IOException | URISyntaxException | GeneralSecurityException | Der.Malformed e) {
            LOG.warn("OCSP: no answer from {}: {}", address, e.getMessage());
            return Answer.NONE;
        }
    }

    static byte[] request(X509Certificate certificate, X509Certificate issuer)
            throws GeneralSecurityException, Der.Malformed {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1"); // names the issuer, as RFC 5019 has it; proves nothing
        byte[] nameHash = sha1.digest(certificate.getIssuerX500Principal().getEncoded());
        Der key = Der.of(issuer.getPublicKey().getEncoded()).enter(Der.SEQUENCE);
        key.next();
        byte[] bits = key.enter(Der.BIT_STRING).rest();
        sha1.update(bits, 1, bits.length - 1);
        byte[] id = Der.write(
                Der.SEQUENCE,
                SHA1,
                Der.write(Der.OCTETS, nameHash),
                Der.write(Der.OCTETS, sha1.digest()),
                Der.write(Der.INTEGER, certificate.getSerialNumber().toByteArray()));
        byte[] request = Der.write(Der.SEQUENCE, id);
        return Der.write(Der.SEQUENCE, Der.write(Der.SEQUENCE, Der.write(Der.SEQUENCE, request)));
    }

    private static byte[] post(String address, byte[] request, Duration timeout)
            throws IOException, URISyntaxException {
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw new IOException("not an address of HTTP");
        }
        HttpURLConnection connection =
                (HttpURLConnection) new URI(address).toURL().openConnection();
        try {
            int millis = Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
            connection.setConnectTimeout(millis);
            connection.setReadTimeout(millis);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/ocsp-request");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request);
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("HTTP status " + connection.getResponseCode());
            }
            try (InputStream in = connection.getInputStream()) {
                return in.readNBytes(LARGEST);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address of HTTP", e);
        } finally {
            connection.disconnect();
        }
    }

    static Answer answer(
            byte[] response, X509Certificate certificate, X509Certificate issuer, Duration skew, Instant now)
            throws GeneralSecurityException, Der.Malformed {
        OcspResponse told = OcspResponse.read(response);
        Instant until = told.until();
        boolean passed = until != null && until.plus(skew).isBefore(now);
        if (passed || told.from().minus(skew).isAfter(now)) {
            throw new GeneralSecurityException("the answer is not of this time");
        }
        Status proven = validate(response, certificate, issuer, now);
        boolean unknown = proven == Status.UNREACHABLE && told.status() == Status.UNKNOWN;
        return new Answer(unknown ? Status.UNKNOWN : proven, until);
    }

    /** Has the JDK check who signed the answer, that it is about this certificate, and what it says. */
    private static Status validate(byte[] response, X509Certificate certificate, X509Certificate issuer, Instant now)
            throws GeneralSecurityException {
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(
                EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY, PKIXRevocationChecker.Option.NO_FALLBACK));
        checker.setOcspResponses(Map.of(certificate, response));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        parameters.addCertPathChecker(checker);
        try {
            validator.validate(
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
            return Status.GOOD;
        } catch (CertPathValidatorException e) {
            LOG.debug("OCSP: {}", e.getMessage());
            return e.getReason() == BasicReason.REVOKED ? Status.REVOKED : Status.UNREACHABLE;
        }
    }
}

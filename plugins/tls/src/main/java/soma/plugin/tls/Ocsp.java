/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a responder says of a certificate, and whether it may say so. The JDK checks the signature and whom it is of; the
 * times are looked at here, as the JDK allows for no other skew than its own.
 */
final class Ocsp {
    private static final Logger LOG = LoggerFactory.getLogger(Ocsp.class);
    private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final String TLS_FEATURES = "1.3.6.1.5.5.7.1.24";
    private static final byte[] BY_OCSP = HexFormat.of().parseHex("06082b06010505073001");
    private static final byte[] STATUS_REQUEST = {5};
    private static final int URI_NAME = Der.CONTEXT_PLAIN | 6;
    private static final int MOST_ADDRESSES = 8;

    /** For so long the JDK believes an answer that does not say how long it holds. */
    private static final Duration BELIEVED = Duration.ofMinutes(14);

    private Ocsp() {}

    /** What its authority says of a certificate. */
    enum Status {
        GOOD,
        REVOKED,
        /** Its authority does not know it. */
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An answer that was signed by whom it must be.
     *
     * @param from  since when it holds
     * @param until when there will be a newer one; null if it does not say
     */
    record Answer(Status status, Instant from, @Nullable Instant until) {
        /**
         * Returns whether it holds now.
         *
         * @param skew       how far the clock of the responder may be off
         * @param remembered how long it holds if it does not say so itself; null for ever
         */
        boolean isCurrent(Instant now, Duration skew, @Nullable Duration remembered) {
            Instant end = until;
            if (end == null && remembered != null) {
                end = from.plus(remembered);
            }
            boolean passed = end != null && end.plus(skew).isBefore(now);
            return !passed && !from.minus(skew).isAfter(now);
        }
    }

    /** Returns whom a certificate says to ask about it over HTTP, in order. */
    static List<String> addresses(X509Certificate certificate) {
        List<String> addresses = new ArrayList<>();
        byte[] extension = certificate.getExtensionValue(AUTHORITY_ACCESS);
        if (extension == null) {
            return addresses;
        }
        try {
            Der entries = Der.of(Der.of(extension).enter(Der.OCTETS).rest()).enter(Der.SEQUENCE);
            while (entries.hasMore() && addresses.size() < MOST_ADDRESSES) {
                Der entry = entries.enter(Der.SEQUENCE);
                boolean ocsp = Arrays.equals(entry.next(), BY_OCSP);
                if (ocsp && entry.tag() == URI_NAME) {
                    String address = new String(entry.enter(URI_NAME).rest(), StandardCharsets.US_ASCII);
                    if (OcspFetcher.isAddress(address)) {
                        addresses.add(address);
                    }
                }
            }
        } catch (Der.Malformed e) {
            LOG.debug("a certificate says in no readable way whom to ask about it", e);
        }
        return addresses;
    }

    /** Returns whether a certificate demands that it is shown with proof that it holds. */
    static boolean mustStaple(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(TLS_FEATURES);
        if (extension == null) {
            return false;
        }
        try {
            Der features = Der.of(Der.of(extension).enter(Der.OCTETS).rest()).enter(Der.SEQUENCE);
            while (features.hasMore()) {
                if (Arrays.equals(features.enter(Der.INTEGER).rest(), STATUS_REQUEST)) {
                    return true;
                }
            }
        } catch (Der.Malformed e) {
            LOG.debug("a certificate demands features of TLS in no readable way", e);
        }
        return false;
    }

    /** Returns whether one certificate was signed with the key of another, which may sign certificates. */
    static boolean isIssuer(X509Certificate issuer, X509Certificate certificate) {
        if (issuer.getBasicConstraints() < 0
                || !issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Reads a response and has its signature checked; whether it is of this time is another question. */
    static Answer prove(byte[] response, OcspQuestion question, Instant now) throws OcspException {
        try {
            OcspResponse told = OcspResponse.read(response, question);
            Instant end = told.until() == null ? told.from().plus(BELIEVED) : told.until();
            Instant within = now.isBefore(told.from()) ? told.from() : now.isAfter(end) ? end : now;
            validate(response, question, told.status(), within);
            return new Answer(told.status(), told.from(), told.until());
        } catch (GeneralSecurityException | Der.Malformed e) {
            throw new OcspException(OcspException.Why.UNPROVEN, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) { // which the JDK throws for some names and numbers that are none
            throw new OcspException(OcspException.Why.UNPROVEN, "it cannot be read: " + e, e);
        }
    }

    /** Has the JDK check who signed the answer; returns if it sees in it what we do. */
    private static void validate(byte[] response, OcspQuestion question, Status told, Instant at)
            throws GeneralSecurityException {
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(
                EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY, PKIXRevocationChecker.Option.NO_FALLBACK));
        checker.setOcspResponses(Map.of(question.certificate(), response));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(question.issuer(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        parameters.addCertPathChecker(checker);
        try {
            validator.validate(
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(question.certificate())),
                    parameters);
        } catch (CertPathValidatorException e) {
            if (!isThatOf(told, e)) {
                throw e;
            }
            return;
        }
        if (told == Status.UNKNOWN) {
            throw new CertPathValidatorException("the answer can be read in two ways");
        }
    }

    /**
     * Returns whether the JDK refuses a certificate only for what the responder said of it, which it looks at after the
     * signature. It gives one reason for "unknown" and for a response that it cannot read; only the latter has another
     * failure as its cause.
     */
    private static boolean isThatOf(Status told, CertPathValidatorException refusal) {
        boolean own = refusal.getCause() == null || refusal.getCause() instanceof CertPathValidatorException;
        return switch (told) {
            case GOOD -> false;
            case REVOKED -> refusal.getReason() == BasicReason.REVOKED;
            case UNKNOWN -> refusal.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS && own;
        };
    }
}

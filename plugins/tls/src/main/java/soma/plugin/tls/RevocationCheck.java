/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the authorities of a peer's certificates whether they still hold. Certificates that name nobody to ask hold. Answers
 * are remembered for as long as they say. Safe for any thread; blocks while an authority is asked.
 */
final class RevocationCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationCheck.class);
    private static final int MOST_REMEMBERED = 10_000;

    private final TlsBlock.Revocation how;
    private final List<X509Certificate> authorities;
    private final InstantSource clock;
    private final Map<X509Certificate, Remembered> remembered = new HashMap<>();

    RevocationCheck(TlsBlock.Revocation how, List<X509Certificate> authorities, InstantSource clock) {
        this.how = how;
        this.authorities = List.copyOf(authorities);
        this.clock = clock;
    }

    /** An answer and until when it holds. */
    private record Remembered(Ocsp.Status status, Instant until) {}

    /** Checks a chain that authorities vouch for, the peer's own certificate first. */
    void check(List<X509Certificate> chain) throws CertificateException {
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate certificate = chain.get(i);
            if (certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
                return; // nobody is above it
            }
            Optional<String> address = Ocsp.address(certificate);
            if (address.isPresent()) {
                Optional<X509Certificate> issuer = issuer(chain, i);
                judge(
                        certificate,
                        issuer.isPresent()
                                ? status(certificate, issuer.get(), address.get())
                                : Ocsp.Status.UNREACHABLE);
            }
        }
    }

    private Optional<X509Certificate> issuer(List<X509Certificate> chain, int i) {
        X509Certificate certificate = chain.get(i);
        if (i + 1 < chain.size() && issued(chain.get(i + 1), certificate)) {
            return Optional.of(chain.get(i + 1));
        }
        return authorities.stream()
                .filter(authority -> issued(authority, certificate))
                .findFirst();
    }

    private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private Ocsp.Status status(X509Certificate certificate, X509Certificate issuer, String address) {
        Instant now = clock.instant();
        synchronized (remembered) {
            Remembered known = remembered.get(certificate);
            if (known != null && now.isBefore(known.until())) {
                return known.status();
            }
        }
        Ocsp.Answer answer = Ocsp.ask(certificate, issuer, address, how, now);
        if (answer.status() != Ocsp.Status.UNREACHABLE) {
            synchronized (remembered) {
                if (remembered.size() >= MOST_REMEMBERED) {
                    remembered.clear();
                }
                Instant until = answer.until() == null ? now.plus(how.remembered()) : answer.until();
                remembered.put(certificate, new Remembered(answer.status(), until));
            }
        }
        return answer.status();
    }

    private void judge(X509Certificate certificate, Ocsp.Status status) throws CertificateException {
        boolean holds = switch (status) {
            case GOOD -> true;
            case REVOKED -> false;
            case UNKNOWN -> how.unknownIsGood();
            case UNREACHABLE -> how.unreachableIsGood();
        };
        if (holds) {
            return;
        }
        String subject = certificate.getSubjectX500Principal().getName();
        if (how.warnOnly()) {
            LOG.warn("OCSP verify fail for \"{}\" with warn_only: {}", subject, status);
        } else {
            throw new CertificateException("OCSP: the certificate of \"" + subject + "\" is " + status);
        }
    }
}

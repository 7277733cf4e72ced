/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the authorities of a peer's certificates whether they still hold. Certificates that name nobody to ask hold. Safe for
 * any thread; blocks while an authority is asked.
 */
final class RevocationCheck {
    /** Told to a peer, and to listeners. */
    static final String CLIENT_REJECTED = "client not OCSP valid";

    /** Told to a peer, and to listeners. */
    static final String SERVER_REJECTED = "server not OCSP valid";

    private static final Logger LOG = LoggerFactory.getLogger(RevocationCheck.class);
    private static final int LONGEST_CHAIN = 10;
    private static final String NO_ISSUER = "Empty chainlink found";

    private final TlsBlock.Revocation how;
    private final Means means;
    private final PeerEvents events;

    RevocationCheck(TlsBlock.Revocation how, Means means, PeerEvents events) {
        this.how = how;
        this.means = means;
        this.events = events;
    }

    /** What all checks of a server share. */
    record Means(OcspFetcher fetcher, PeerCache cache, InstantSource clock) {}

    /** A certificate and who issued it; null if that is not known. */
    private record Link(
            X509Certificate certificate, @Nullable X509Certificate issuer) {}

    /**
     * Checks a chain that authorities vouch for.
     *
     * @param shown       what the peer has shown, its own certificate first; only what leads to an authority is looked at
     * @param authorities those that are trusted
     * @param rejected    what the peer is told if it does not pass
     */
    void check(List<X509Certificate> shown, List<X509Certificate> authorities, String rejected)
            throws CertificateException {
        X509Certificate peer = shown.getFirst();
        for (Link link : links(shown, authorities)) {
            Optional<String> bad = failure(link);
            if (bad.isPresent()) {
                events.linkInvalid(link.certificate(), peer, bad.get());
                events.peerRejected(peer, rejected);
                throw new CertificateException(rejected);
            }
        }
    }

    /** Returns the certificates to ask about: from the peer's own up to the one that an authority has issued. */
    private static List<Link> links(List<X509Certificate> shown, List<X509Certificate> authorities) {
        List<Link> links = new ArrayList<>();
        X509Certificate at = shown.getFirst();
        while (at != null && links.size() < LONGEST_CHAIN && !authorities.contains(at)) {
            X509Certificate certificate = at;
            X509Certificate trusted = issuer(certificate, authorities);
            at = trusted == null ? issuer(certificate, shown) : null;
            links.add(new Link(certificate, trusted == null ? at : trusted));
        }
        return links;
    }

    private static @Nullable X509Certificate issuer(X509Certificate certificate, List<X509Certificate> among) {
        return among.stream()
                .filter(candidate -> !candidate.equals(certificate) && Ocsp.isIssuer(candidate, certificate))
                .findFirst()
                .orElse(null);
    }

    /** Returns what speaks against a certificate; empty if nothing does, or if that is to be overlooked. */
    private Optional<String> failure(Link link) {
        List<String> addresses = Ocsp.addresses(link.certificate());
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        String subject = GoNames.write(link.certificate().getSubjectX500Principal());
        X509Certificate issuer = link.issuer();
        Optional<String> bad =
                issuer == null ? Optional.of(NO_ISSUER) : failure(link.certificate(), issuer, addresses, subject);
        if (bad.isPresent() && how.warnOnly()) {
            LOG.warn("OCSP verify fail for [{}] but WarnOnly is true so allowing", subject);
            return Optional.empty();
        }
        return bad;
    }

    private Optional<String> failure(
            X509Certificate certificate, X509Certificate issuer, List<String> addresses, String subject) {
        String key = PeerEvents.fingerprint(certificate);
        Ocsp.Answer known = null;
        Ocsp.Status status;
        try {
            OcspQuestion question = OcspQuestion.about(certificate, issuer);
            known = known(key, question);
            status = known != null && isCurrent(known)
                    ? known.status()
                    : ask(key, question, addresses).status();
        } catch (OcspException e) {
            return unanswered(e, known, subject);
        }
        if (status == Ocsp.Status.REVOKED || (status == Ocsp.Status.UNKNOWN && !how.unknownIsGood())) {
            LOG.warn("OCSP verify fail for [{}] with CA status [{}]", subject, status);
            return Optional.of("Invalid OCSP response status: " + status);
        }
        return Optional.empty();
    }

    private boolean isCurrent(Ocsp.Answer answer) {
        return answer.isCurrent(means.clock().instant(), how.skew(), how.remembered());
    }

    /** Returns what was answered before, which may be of another time; null if nothing was. */
    private Ocsp.@Nullable Answer known(String key, OcspQuestion question) {
        Optional<byte[]> kept = means.cache().get(key);
        if (kept.isEmpty()) {
            return null;
        }
        try {
            Ocsp.Answer answer = Ocsp.prove(kept.get(), question, means.clock().instant());
            if (!isCurrent(answer)) {
                means.cache().discard(key, true);
            }
            return answer;
        } catch (OcspException e) {
            LOG.debug("Invalid cached OCSP response with fingerprint [{}]: {}", key, e.getMessage());
            means.cache().discard(key, false);
            return null;
        }
    }

    private Ocsp.Answer ask(String key, OcspQuestion question, List<String> addresses) throws OcspException {
        byte[] response = means.fetcher().fetch(question.encoded(), addresses, how.timeout());
        Instant now = means.clock().instant();
        Ocsp.Answer answer = Ocsp.prove(response, question, now);
        if (!isCurrent(answer)) {
            throw new OcspException(
                    OcspException.Why.NOT_CURRENT, "it holds from " + answer.from() + " until " + answer.until());
        }
        means.cache().put(key, answer.status(), response);
        return answer;
    }

    private Optional<String> unanswered(OcspException why, Ocsp.@Nullable Answer known, String subject) {
        switch (why.why()) {
            case UNREACHABLE ->
                LOG.warn(
                        "Attempt to obtain OCSP response from CA responder for [{}] failed: {}",
                        subject,
                        why.getMessage());
            case UNPROVEN -> LOG.error("Could not parse OCSP CA response for [{}]: {}", subject, why.getMessage());
            case NOT_CURRENT ->
                LOG.warn("New OCSP CA response obtained for [{}] but not current: {}", subject, why.getMessage());
        }
        if (why.why() == OcspException.Why.UNREACHABLE && how.unreachableIsGood()) {
            if (known == null || known.status() != Ocsp.Status.REVOKED) {
                LOG.warn(
                        "Failed to obtain OCSP CA response for [{}] but AllowWhenCAUnreachable set; no cached revocation"
                                + " so allowing",
                        subject);
                return Optional.empty();
            }
            LOG.warn(
                    "Failed to obtain OCSP CA response for [{}] but AllowWhenCAUnreachable set; cached revocation exists"
                            + " so rejecting",
                    subject);
        }
        return Optional.of(why.why().reason());
    }
}

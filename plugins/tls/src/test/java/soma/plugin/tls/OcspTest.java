/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import soma.plugin.tls.TestAuthority.Wish;

/** What authorities answer about certificates. Some answers were made by openssl, and are taken at their time. */
final class OcspTest {
    private static final Instant THEN = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant LATER = THEN.plusSeconds(3600);
    private static final X509Certificate CA = Certs.certificate("ca");

    private static final TestAuthority ROOT = TestAuthority.root("O=Soma tests,CN=root");
    private static final X509Certificate CERTIFICATE =
            ROOT.issue(Wish.of("CN=a")).certificate();

    private static OcspException.Why refusal(byte[] answer) {
        return assertThrows(OcspException.class, () -> proven(answer)).why();
    }

    private static Ocsp.Status proven(byte[] answer) throws OcspException {
        return Ocsp.prove(answer, OcspQuestion.about(CERTIFICATE, ROOT.certificate()), THEN)
                .status();
    }

    @ParameterizedTest
    @CsvSource({"client, client, GOOD", "revoked, revoked, REVOKED", "unknown, server, UNKNOWN"})
    void answersOfOpensslAreBelieved(String file, String about, Ocsp.Status expected) throws Exception {
        OcspQuestion question = OcspQuestion.about(Certs.certificate(about), CA);
        assertEquals(
                expected,
                Ocsp.prove(Certs.bytes(file + ".ocsp"), question, THEN).status());
    }

    @ParameterizedTest
    @CsvSource({"forged, client", "client, revoked"})
    void othersAreNot(String file, String about) throws Exception {
        OcspQuestion question = OcspQuestion.about(Certs.certificate(about), CA);
        byte[] answer = Certs.bytes(file + ".ocsp");
        assertThrows(OcspException.class, () -> Ocsp.prove(answer, question, THEN));
    }

    @ParameterizedTest
    @EnumSource
    void answersHoldInTheirTime(Ocsp.Status status) throws Exception {
        assertEquals(status, proven(ROOT.answer(CERTIFICATE, status, THEN, LATER)));
        OcspQuestion question = OcspQuestion.about(CERTIFICATE, ROOT.certificate());
        byte[] old = ROOT.answer(CERTIFICATE, status, THEN.minus(Duration.ofDays(9)), THEN.minus(Duration.ofDays(2)));
        Ocsp.Answer answer = Ocsp.prove(old, question, THEN);
        assertEquals(status, answer.status());
        assertFalse(answer.isCurrent(THEN, Duration.ofDays(1), null));
        assertTrue(answer.isCurrent(THEN, Duration.ofDays(2), null));
    }

    @Test
    void answersWithoutAnEndHoldForAsLongAsIsSaid() throws Exception {
        OcspQuestion question = OcspQuestion.about(CERTIFICATE, ROOT.certificate());
        byte[] open = ROOT.answer(CERTIFICATE, Ocsp.Status.GOOD, THEN.minus(Duration.ofDays(1)), null);
        Ocsp.Answer answer = Ocsp.prove(open, question, THEN);
        assertTrue(answer.isCurrent(THEN, Duration.ZERO, null));
        assertTrue(answer.isCurrent(THEN, Duration.ZERO, Duration.ofDays(1)));
        assertFalse(answer.isCurrent(THEN, Duration.ZERO, Duration.ofHours(23)));
        assertFalse(answer.isCurrent(THEN.minus(Duration.ofDays(2)), Duration.ZERO, null));
    }

    /** An unknown status must not be taken from anybody: configuration may let it count as good. */
    @ParameterizedTest
    @EnumSource
    void whoeverSignedMustBeTheAuthority(Ocsp.Status status) {
        TestAuthority other = TestAuthority.root("O=Soma tests,CN=root");
        byte[] forged = other.answer(CERTIFICATE, status, THEN, LATER);
        assertEquals(OcspException.Why.UNPROVEN, refusal(forged));
    }

    /** The beginning is in order, so that the status can be read. */
    @ParameterizedTest
    @EnumSource
    void whatIsCutOrChangedIsNotBelieved(Ocsp.Status status) {
        byte[] answer = ROOT.answer(CERTIFICATE, status, THEN, LATER);
        for (int i = 0; i < answer.length; i++) {
            byte[] changed = answer.clone();
            changed[i] ^= 0x15;
            assertEquals(OcspException.Why.UNPROVEN, refusal(changed), "byte " + i);
            assertEquals(OcspException.Why.UNPROVEN, refusal(Arrays.copyOf(answer, i)), "length " + i);
        }
    }

    @Test
    void deputiesAnswerIfTheirAuthoritySaysSo() throws Exception {
        TestAuthority deputy = ROOT.issue(Wish.of("CN=deputy").asResponder());
        TestAuthority other = ROOT.issue(Wish.of("CN=other"));
        assertEquals(Ocsp.Status.REVOKED, proven(ROOT.answerBy(deputy, CERTIFICATE, Ocsp.Status.REVOKED, THEN, LATER)));
        assertEquals(
                OcspException.Why.UNPROVEN,
                refusal(ROOT.answerBy(other, CERTIFICATE, Ocsp.Status.UNKNOWN, THEN, LATER)));
    }

    @Test
    void certificatesSayWhomToAsk() {
        assertEquals(List.of("http://127.0.0.1:9/"), Ocsp.addresses(Certs.certificate("client")));
        assertEquals(List.of(), Ocsp.addresses(Certs.certificate("server")));
        TestAuthority several = ROOT.issue(Wish.of("CN=b", "ldap://a/", "http://b/", "http:// /", "https://c/"));
        assertEquals(List.of("http://b/", "https://c/"), Ocsp.addresses(several.certificate()));
    }

    @Test
    void certificatesSayIfTheyMustBeStapled() {
        assertTrue(Ocsp.mustStaple(Certs.certificate("must-staple")));
        assertFalse(Ocsp.mustStaple(Certs.certificate("server")));
    }
}

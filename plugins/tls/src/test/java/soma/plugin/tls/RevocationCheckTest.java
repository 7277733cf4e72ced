/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.plugin.tls.TestAuthority.Wish;
import soma.plugin.tls.api.CertificateFacts;
import soma.plugin.tls.api.OcspListener;

/** Which certificates of peers pass, as the options have it. */
final class RevocationCheckTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SKEW = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final TestAuthority root = TestAuthority.root("O=Soma tests,CN=root");
    private final OcspFetcher fetcher = new OcspFetcher();
    private final PeerCache cache = new PeerCache();
    private final List<String> events = new ArrayList<>();
    private Instant now = Instant.parse("2027-01-01T00:00:00Z");
    private TestResponder responder;
    private TestAuthority client;

    @BeforeEach
    void begin() throws IOException {
        responder = new TestResponder();
        client = root.issue(Wish.of("O=Soma tests,CN=client", responder.address()));
        keep(true);
    }

    @AfterEach
    void end() throws IOException {
        cache.stop();
        fetcher.close();
        responder.close();
    }

    private void keep(boolean preserves) {
        cache.start(new OcspConfig.Cache(true, folder, preserves, DAY), task -> Thread.startVirtualThread(task));
    }

    private static TlsBlock.Revocation options(String names) {
        return new TlsBlock.Revocation(
                Duration.ofMillis(names.contains("hasty") ? 200 : 10_000),
                SKEW,
                names.contains("warn_only"),
                names.contains("unknown_is_good"),
                names.contains("allow_when_ca_unreachable"),
                Duration.ofHours(1));
    }

    /** Returns "passes", or why not. */
    private String check(String options, X509Certificate... shown) {
        OcspListener listener = new OcspListener() {
            @Override
            public void linkInvalid(CertificateFacts link, CertificateFacts peer, String reason) {
                events.add(link.subject() + ": " + reason);
            }

            @Override
            public void peerRejected(String kind, CertificateFacts peer, String reason) {
                events.add(kind + " " + peer.subject() + ": " + reason);
            }
        };
        var means = new RevocationCheck.Means(fetcher, cache, () -> now);
        var check = new RevocationCheck(
                options(options), means, new PeerEvents("Client", () -> List.of(failing(), listener)));
        events.clear();
        try {
            check.check(List.of(shown), List.of(root.certificate()), RevocationCheck.CLIENT_REJECTED);
            assertEquals(List.of(), events);
            return "passes";
        } catch (CertificateException e) {
            assertEquals("client not OCSP valid", e.getMessage());
            assertEquals(2, events.size(), events.toString());
            assertTrue(events.getLast().endsWith(": client not OCSP valid"), events.toString());
            return events.getFirst().replaceFirst("^[^:]*: ", "");
        }
    }

    private static OcspListener failing() {
        return new OcspListener() {
            @Override
            public void linkInvalid(CertificateFacts link, CertificateFacts peer, String reason) {
                throw new IllegalStateException("as the test wants it");
            }

            @Override
            public void peerRejected(String kind, CertificateFacts peer, String reason) {
                throw new IllegalStateException("as the test wants it");
            }
        };
    }

    private String check(String options) {
        return check(options, client.certificate());
    }

    private void answer(Ocsp.Status status) {
        responder.with(root.answer(client.certificate(), status, now, now.plus(DAY)));
    }

    private void answer(String what) throws IOException {
        X509Certificate about = client.certificate();
        switch (what) {
            case "good" -> answer(Ocsp.Status.GOOD);
            case "revoked" -> answer(Ocsp.Status.REVOKED);
            case "unknown" -> answer(Ocsp.Status.UNKNOWN);
            case "expired" ->
                responder.with(root.answer(about, Ocsp.Status.GOOD, now.minus(DAY), now.minusSeconds(31)));
            case "nearly" -> responder.with(root.answer(about, Ocsp.Status.GOOD, now.minus(DAY), now.minusSeconds(29)));
            case "future" -> responder.with(root.answer(about, Ocsp.Status.GOOD, now.plusSeconds(31), now.plus(DAY)));
            case "old" -> responder.with(root.answer(about, Ocsp.Status.GOOD, now.minusSeconds(3700), null));
            case "open" -> responder.with(root.answer(about, Ocsp.Status.GOOD, now.minusSeconds(3500), null));
            case "garbage" -> responder.with(new byte[] {1, 2, 3});
            case "forged" ->
                responder.with(TestAuthority.root("O=Soma tests,CN=root")
                        .answer(about, Ocsp.Status.UNKNOWN, now, now.plus(DAY)));
            case "slow" -> responder.slowly(true);
            case "large" -> responder.with(new byte[OcspFetcher.MOST_BYTES + 1]);
            default -> responder.failing(503, "");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "good, '', passes",
        "revoked, '', Invalid OCSP response status: revoked",
        "revoked, allow_when_ca_unreachable unknown_is_good, Invalid OCSP response status: revoked",
        "revoked, warn_only, passes",
        "unknown, '', Invalid OCSP response status: unknown",
        "unknown, unknown_is_good, passes",
        "unknown, warn_only, passes",
        "expired, '', OCSP response not in effectivity window",
        "expired, allow_when_ca_unreachable, OCSP response not in effectivity window",
        "expired, warn_only, passes",
        "nearly, '', passes",
        "future, '', OCSP response not in effectivity window",
        "old, '', OCSP response not in effectivity window",
        "open, '', passes",
        "garbage, '', Failed OCSP response parse",
        "garbage, allow_when_ca_unreachable, Failed OCSP response parse",
        "garbage, warn_only, passes",
        "forged, unknown_is_good, Failed OCSP response parse",
        "slow, hasty, Failed OCSP response fetch",
        "slow, hasty allow_when_ca_unreachable, passes",
        "large, '', Failed OCSP response fetch",
        "down, '', Failed OCSP response fetch",
        "down, allow_when_ca_unreachable, passes",
        "down, warn_only, passes"
    })
    void theAnswerAndTheOptionsDecide(String answer, String options, String outcome) throws IOException {
        answer(answer);
        assertEquals(outcome, check(options));
        assertEquals(1, responder.asked());
    }

    @Test
    void whoNamesNobodyToAskPasses() {
        assertEquals("passes", check("", root.issue(Wish.of("CN=a")).certificate()));
        assertEquals("passes", check("", root.certificate()));
    }

    @Test
    void everyCertificateUpToTheAuthorityIsAskedAbout() throws IOException {
        try (var above = new TestResponder()) {
            TestAuthority middle =
                    root.issue(Wish.of("CN=middle", above.address()).asAuthority());
            TestAuthority leaf = middle.issue(Wish.of("CN=leaf", responder.address()));
            responder.with(middle.answer(leaf.certificate(), Ocsp.Status.GOOD, now, now.plus(DAY)));
            above.with(root.answer(middle.certificate(), Ocsp.Status.REVOKED, now, now.plus(DAY)));
            X509Certificate[] chain = {leaf.certificate(), middle.certificate(), root.certificate()};
            assertEquals("Invalid OCSP response status: revoked", check("", chain));
            assertEquals("CN=middle: Invalid OCSP response status: revoked", events.getFirst());
            assertEquals("Client CN=leaf: client not OCSP valid", events.getLast());
        }
    }

    /** Or a peer could have the server ask whomever it likes. */
    @Test
    void whatDoesNotLeadToTheAuthorityIsNotAskedAbout() throws IOException {
        answer(Ocsp.Status.GOOD);
        try (var lured = new TestResponder()) {
            TestAuthority own = TestAuthority.root("CN=own");
            X509Certificate junk =
                    own.issue(Wish.of("CN=junk", lured.address())).certificate();
            TestAuthority impostor = TestAuthority.root("O=Soma tests,CN=root");
            assertEquals("passes", check("", client.certificate(), junk, impostor.certificate(), own.certificate()));
            assertEquals(0, lured.asked());
        }
    }

    @Test
    void answersAreKeptForTheirTime() {
        answer(Ocsp.Status.GOOD);
        for (int i = 0; i < 3; i++) {
            assertEquals("passes", check(""));
        }
        assertEquals(1, responder.asked());
        assertEquals(new PeerCache.Numbers(true, 2, 1, 1, 0, 1, 0), cache.numbers());
        now = now.plus(DAY).plus(SKEW).plusSeconds(1);
        answer(Ocsp.Status.REVOKED);
        for (int i = 0; i < 2; i++) {
            assertEquals("Invalid OCSP response status: revoked", check(""));
        }
        assertEquals(2, responder.asked());
        assertEquals(new PeerCache.Numbers(true, 3, 2, 1, 1, 0, 0), cache.numbers());
    }

    @Test
    void answersThatCannotBeUsedAreNotKept() throws IOException {
        for (String what : Stream.of("garbage", "expired", "down", "forged").toList()) {
            answer(what);
            check("warn_only");
        }
        assertEquals(4, responder.asked());
        assertEquals(0, cache.numbers().responses());
    }

    @ParameterizedTest
    @CsvSource({"true, Failed OCSP response fetch, 1", "false, passes, 0"})
    void revocationsMayOutliveTheirTime(boolean preserved, String second, int left) {
        cache.stop();
        keep(preserved);
        answer(Ocsp.Status.REVOKED);
        assertEquals("Invalid OCSP response status: revoked", check(""));
        now = now.plus(DAY).plus(DAY);
        responder.failing(503, "");
        // the first that finds it so sees the revocation in any case
        assertEquals("Failed OCSP response fetch", check("allow_when_ca_unreachable"));
        assertEquals(second, check("allow_when_ca_unreachable"));
        assertEquals(left, cache.numbers().revoked());
    }

    @Test
    void whatWasWrittenIsCheckedAnew() {
        TestAuthority other = TestAuthority.root("O=Soma tests,CN=root");
        String key = PeerEvents.fingerprint(client.certificate());
        cache.put(key, Ocsp.Status.GOOD, other.answer(client.certificate(), Ocsp.Status.GOOD, now, now.plus(DAY)));
        answer(Ocsp.Status.REVOKED);
        assertEquals("Invalid OCSP response status: revoked", check(""));
    }

    @Test
    void withoutCacheEveryHandshakeAsks() {
        cache.stop();
        cache.start(OcspConfig.Cache.NONE, task -> Thread.startVirtualThread(task));
        answer(Ocsp.Status.GOOD);
        for (int i = 0; i < 3; i++) {
            assertEquals("passes", check(""));
        }
        assertEquals(3, responder.asked());
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.RecordedLog;
import soma.plugin.tls.TestAuthority.Wish;
import soma.plugin.tls.api.CertificateFacts;
import soma.plugin.tls.api.OcspListener;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.report.AdvisoryListener;

/** Clients whose certificates are asked about, over real sockets, with both kinds of engine. */
final class PeerOcspTest {
    private static final String JDK = "curve_preferences: [X25519, CurveP256]\n";

    @TempDir
    private Path folder;

    private final TestAuthority root = TestAuthority.root("O=Soma tests,CN=root");
    private final Told told = new Told();
    private TestResponder responder;
    private TestAuthority client;

    @BeforeEach
    void begin() throws IOException {
        RecordedLog.clear();
        responder = new TestResponder();
        client = root.issue(Wish.of("O=Soma tests,CN=client", responder.address()));
    }

    @AfterEach
    void end() throws IOException {
        responder.close();
    }

    private String configuration(String more) throws IOException {
        TestAuthority server = root.issue(Wish.of("CN=localhost"));
        return "ocsp_cache: {local_store: \"" + folder.resolve("rc") + "\"}\ntls {\n" + server.files(folder, "server")
                + root.trusted(folder) + "verify: true, ocsp_peer: true\n" + more + "}\n";
    }

    private void answer(Ocsp.Status status) {
        Instant now = Instant.now();
        responder.with(root.answer(client.certificate(), status, now, now.plusSeconds(3600)));
    }

    private String ping(TlsServer of) throws IOException {
        try (var connection = of.connect()) {
            connection.line();
            return connection
                    .secure(TlsClient.showing(client.key(), root.certificate()))
                    .ping();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", JDK})
    void goodOnesComeIn(String more) throws IOException {
        answer(Ocsp.Status.GOOD);
        try (var running = new TlsServer(configuration(more), told)) {
            for (int i = 0; i < 2; i++) {
                assertEquals("PONG", ping(running));
            }
            Map<String, Object> varz = running.kernel().server().report("varz", Map.of());
            assertEquals(
                    Map.of(
                            "cache_type", "local",
                            "cache_hits", 1L,
                            "cache_misses", 1L,
                            "cached_responses", 1L,
                            "cached_good_responses", 1L),
                    varz.get("ocsp_peer_cache"));
            assertEquals(true, varz.get("tls_ocsp_peer_verify"));
            assertEquals(true, varz.get("tls_required"));
            assertEquals("2120-01-01T00:00:00Z", varz.get("tls_cert_not_after"));
        }
        assertEquals(1, responder.asked());
        assertEquals(List.of(), told.events);
        assertTrue(Files.exists(folder.resolve("rc").resolve(PeerCacheFile.NAME)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", JDK})
    void revokedOnesAreTurnedAwayAndListenersTold(String more) throws IOException {
        answer(Ocsp.Status.REVOKED);
        try (var running = new TlsServer(configuration(more), told)) {
            assertThrows(IOException.class, () -> ping(running));
            assertEquals("TLS Handshake Failure", running.closeReason(1));
        }
        assertTrue(RecordedLog.contains("OCSP verify fail for [CN=client,O=Soma tests] with CA status [revoked]"));
        assertTrue(RecordedLog.contains("client not OCSP valid"));
        CertificateFacts facts = PeerEvents.facts(client.certificate());
        assertEquals("CN=client,O=Soma tests", facts.subject());
        assertEquals("CN=root,O=Soma tests", facts.issuer());
        assertEquals(
                List.of(
                        "link " + facts + " of " + facts + ": Invalid OCSP response status: revoked",
                        "Client " + facts + ": client not OCSP valid"),
                told.events);
        assertEquals(
                List.of(
                        "OCSP.PEER.LINK.INVALID io.nats.server.advisory.v1.ocsp_peer_link_invalid [link, peer, reason]"
                                + " Invalid OCSP response status: revoked",
                        "OCSP.PEER.CONN.REJECT io.nats.server.advisory.v1.ocsp_peer_reject [kind, peer, reason]"
                                + " client not OCSP valid"),
                told.advisories);
    }

    @Test
    void aReloadMayBeginAndEndIt() throws IOException {
        answer(Ocsp.Status.REVOKED);
        String checked = configuration("");
        String unchecked = checked.replace("ocsp_peer: true", "ocsp_peer: false");
        try (var running = new TlsServer(unchecked, told)) {
            assertEquals("PONG", ping(running));
            running.reload(checked);
            assertThrows(IOException.class, () -> ping(running));
            running.reload(unchecked);
            assertEquals("PONG", ping(running));
            Map<String, Object> varz = running.kernel().server().report("varz", Map.of());
            assertTrue(!varz.containsKey("ocsp_peer_cache") && !varz.containsKey("tls_ocsp_peer_verify"));
        }
        assertTrue(Files.exists(folder.resolve("rc").resolve(PeerCacheFile.NAME)));
    }

    /** Takes down what it is told. */
    private static final class Told implements ServerPlugin, OcspListener, AdvisoryListener {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final List<String> advisories = new CopyOnWriteArrayList<>();

        @Override
        public PluginInfo info() {
            return PluginInfo.of("told", "0.1.0", "tls");
        }

        @Override
        public void contribute(Contributions contributions) {
            contributions.add(OcspListener.POINT, this);
            contributions.add(AdvisoryListener.POINT, this);
        }

        @Override
        public void advise(String subject, String type, Map<String, Object> fields) {
            advisories.add(subject + " " + type + " " + fields.keySet() + " " + fields.get("reason"));
        }

        @Override
        public void linkInvalid(CertificateFacts link, CertificateFacts peer, String reason) {
            events.add("link " + link + " of " + peer + ": " + reason);
        }

        @Override
        public void peerRejected(String kind, CertificateFacts peer, String reason) {
            events.add(kind + " " + peer + ": " + reason);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.RecordedLog;
import soma.plugin.tls.TestAuthority.Wish;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigSection;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.fixture.Await;

/** What proof a server gets, keeps and sends about its own certificates, over real sockets. */
final class StaplingTest {
    private static final String ALWAYS = "ocsp: {mode: always}\n";

    @TempDir
    private Path folder;

    private final TestAuthority root = TestAuthority.root("O=Soma tests,CN=root");
    private TestResponder responder;
    private TestAuthority server;

    @BeforeEach
    void begin() throws IOException {
        RecordedLog.clear();
        responder = new TestResponder();
        server = root.issue(Wish.of("CN=localhost", responder.address()));
    }

    @AfterEach
    void end() throws IOException {
        responder.close();
    }

    private String tls(TestAuthority shown, String more) throws IOException {
        return "tls {\n" + shown.files(folder, "server") + root.trusted(folder) + more + "}\n";
    }

    private byte[] answer(Ocsp.Status status, long seconds) {
        Instant now = Instant.now();
        return root.answer(server.certificate(), status, now.minusSeconds(60), now.plusSeconds(seconds));
    }

    private List<byte[]> staples(TlsServer of) throws IOException {
        try (var client = of.connect()) {
            client.line();
            client.secure(TlsClient.trusting(root.certificate()));
            assertEquals("PONG", client.ping());
            return ((ExtendedSSLSession) client.tls().getSession()).getStatusResponses();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "min_version: \"1.3\"\n"})
    void theProofIsSentToWhoAsks(String more) throws IOException {
        byte[] good = answer(Ocsp.Status.GOOD, 3600);
        responder.with(good);
        try (var running = new TlsServer(ALWAYS + tls(server, more))) {
            for (int i = 0; i < 2; i++) {
                List<byte[]> got = staples(running);
                assertEquals(1, got.size());
                assertArrayEquals(good, got.getFirst());
            }
        }
        assertEquals(1, responder.asked());
        assertTrue(RecordedLog.contains("Found OCSP status for Client certificate of 'CN=localhost': good"));
    }

    @ParameterizedTest
    @CsvSource({
        "auto, false, false",
        "auto, true, true",
        "must, false, false",
        "must, true, true",
        "always, false, true",
        "always, true, true",
        "never, true, false"
    })
    void theModeDecidesWhatIsStapled(String mode, boolean demanded, boolean sent) throws IOException {
        Wish wish = Wish.of("CN=localhost", responder.address());
        server = root.issue(demanded ? wish.thatMustStaple() : wish);
        responder.with(answer(Ocsp.Status.GOOD, 3600));
        try (var running = new TlsServer("ocsp: {mode: " + mode + "}\n" + tls(server, ""))) {
            assertEquals(sent ? 1 : 0, staples(running).size());
            assertEquals(sent ? 1 : 0, responder.asked());
            assertEquals(demanded && !sent, RecordedLog.contains("has MustStaple but OCSP is disabled"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"url: \"%s\"", "urls: [\"http://127.0.0.1:1\", \"%s\"]", "urls: \"%s\""})
    void theConfigurationMayNameWhomToAsk(String key) throws IOException {
        server = root.issue(Wish.of("CN=localhost", "http://127.0.0.1:1/"));
        responder.with(answer(Ocsp.Status.GOOD, 3600));
        String ocsp = "ocsp: {mode: always, " + key.formatted(responder.address()) + "}\n";
        try (var running = new TlsServer(ocsp + tls(server, ""))) {
            assertEquals(1, staples(running).size());
        }
    }

    @ParameterizedTest
    @CsvSource({"REVOKED", "UNKNOWN"})
    void whoIsRevokedDoesNotStart(Ocsp.Status status) throws IOException {
        responder.with(answer(status, 3600));
        String text = ALWAYS + tls(server, "");
        String told = String.valueOf(
                assertThrows(RuntimeException.class, () -> new TlsServer(text)).getMessage());
        assertTrue(
                told.contains("found existing OCSP status for Client certificate of 'CN=localhost': "
                        + status.name().toLowerCase(java.util.Locale.ROOT)),
                told);
    }

    @Test
    void withModeAutoTheRevocationIsSent() throws IOException {
        server = root.issue(Wish.of("CN=localhost", responder.address()).thatMustStaple());
        byte[] revoked = answer(Ocsp.Status.REVOKED, 3600);
        responder.with(revoked);
        try (var running = new TlsServer(tls(server, ""));
                var client = running.connect()) {
            client.line();
            assertThrows(IOException.class, () -> client.secure(TlsClient.checkingStaples(root.certificate())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "forged", "expired", "future", "oversized", "down"})
    void withoutProofTheServerDoesNotStart(String what) throws IOException {
        Instant now = Instant.now();
        var certificate = server.certificate();
        switch (what) {
            case "garbage" -> responder.with(new byte[] {0x30, 0x03, 0x0a, 0x01, 0x00});
            case "forged" ->
                responder.with(TestAuthority.root("O=Soma tests,CN=root")
                        .answer(certificate, Ocsp.Status.GOOD, now, now.plusSeconds(3600)));
            case "expired" ->
                responder.with(
                        root.answer(certificate, Ocsp.Status.GOOD, now.minusSeconds(3600), now.minusSeconds(60)));
            case "future" ->
                responder.with(root.answer(certificate, Ocsp.Status.GOOD, now.plusSeconds(600), now.plusSeconds(3600)));
            case "oversized" -> responder.with(new byte[OcspFetcher.MOST_BYTES + 1]);
            default -> responder.close();
        }
        String text = ALWAYS + tls(server, "");
        String told = String.valueOf(
                assertThrows(RuntimeException.class, () -> new TlsServer(text)).getMessage());
        assertTrue(told.contains("bad OCSP status update for Client certificate of 'CN=localhost': "), told);
    }

    @Test
    void whoIssuedTheCertificateMustBeKnown() throws IOException {
        String text = ALWAYS + "tls {\n" + server.files(folder, "server") + "}\n";
        String told = String.valueOf(
                assertThrows(RuntimeException.class, () -> new TlsServer(text)).getMessage());
        assertTrue(told.contains("ocsp ca required in chain or configuration"), told);
    }

    @Test
    void theProofIsRenewedBeforeItsTimeHasPassed() throws IOException {
        byte[] first = answer(Ocsp.Status.GOOD, 4);
        responder.with(first);
        try (var running = new TlsServer(ALWAYS + tls(server, ""))) {
            byte[] second = answer(Ocsp.Status.GOOD, 3600);
            responder.with(second);
            Await.until("the proof is renewed", () -> RecordedLog.contains("Received OCSP status for Client"));
            assertArrayEquals(second, staples(running).getFirst());
        }
    }

    @ParameterizedTest
    @CsvSource({"always, REVOKED", "always, UNKNOWN", "must, REVOKED"})
    void theServerEndsWhenItsCertificateIsRevoked(String mode, Ocsp.Status status) throws IOException {
        server = root.issue(Wish.of("CN=localhost", responder.address()).thatMustStaple());
        responder.with(answer(Ocsp.Status.GOOD, 2));
        try (var running = new TlsServer("ocsp: {mode: " + mode + "}\n" + tls(server, ""))) {
            responder.with(answer(status, 3600));
            Await.until(
                    "the server ends",
                    () -> running.kernel().terminated().toCompletableFuture().isDone());
        }
        assertTrue(RecordedLog.contains("does not hold any more, the server ends"));
    }

    @Test
    void aServerWithModeAutoGoesOn() throws IOException {
        server = root.issue(Wish.of("CN=localhost", responder.address()).thatMustStaple());
        responder.with(answer(Ocsp.Status.GOOD, 2));
        try (var running = new TlsServer(tls(server, ""))) {
            responder.with(answer(Ocsp.Status.REVOKED, 3600));
            Await.until("the revocation is seen", () -> RecordedLog.contains("Received OCSP status for Client"));
            assertEquals(1, running.kernel().boundEndpoints().values().size());
            assertTrue(!RecordedLog.contains("the server ends"));
        }
    }

    @Test
    void whatFailsIsTriedAgain() throws IOException {
        byte[] good = answer(Ocsp.Status.GOOD, 4);
        responder.with(good);
        try (var running = new TlsServer(ALWAYS + tls(server, ""))) {
            responder.with(new byte[] {1});
            Await.until("it fails twice", () -> responder.asked() >= 3);
            assertTrue(RecordedLog.contains("Bad OCSP status update for Client certificate of 'CN=localhost'"));
            responder.with(answer(Ocsp.Status.GOOD, 3600));
            Await.until("the proof is renewed", () -> RecordedLog.contains("Received OCSP status for Client"));
            assertEquals(1, staples(running).size());
        }
    }

    @Test
    void proofIsKeptOverARestart() throws IOException {
        String text = "store_dir: \"" + folder + "\"\n" + ALWAYS + tls(server, "");
        byte[] good = answer(Ocsp.Status.GOOD, 3600);
        responder.with(good);
        try (var running = new TlsServer(text, new Storing())) {
            assertEquals(1, staples(running).size());
            Await.until("it is kept", () -> files().size() == 1);
        }
        responder.failing(500, "");
        try (var running = new TlsServer(text, new Storing())) {
            assertArrayEquals(good, staples(running).getFirst());
        }
        assertEquals(1, responder.asked());
        Files.writeString(files().getFirst(), "damaged");
        responder.with(good);
        try (var running = new TlsServer(text, new Storing())) {
            assertArrayEquals(good, staples(running).getFirst());
            Await.until("it is kept anew", () -> size(files().getFirst()) == good.length);
        }
        assertEquals(2, responder.asked());
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder.resolve("ocsp"))) {
            return files.filter(file -> file.getFileName().toString().length() == 64)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void aReloadMayBeginAndEndIt() throws IOException {
        responder.with(answer(Ocsp.Status.GOOD, 3600));
        String tls = tls(server, "");
        try (var running = new TlsServer(tls)) {
            assertEquals(0, staples(running).size());
            running.reload(ALWAYS + tls);
            assertEquals(1, staples(running).size());
            running.reload("ocsp: false\n" + tls);
            assertEquals(0, staples(running).size());
            responder.with(answer(Ocsp.Status.REVOKED, 3600));
            String told = String.valueOf(assertThrows(IllegalStateException.class, () -> running.reload(ALWAYS + tls))
                    .getMessage());
            assertTrue(told.contains("found existing OCSP status"), told);
            assertEquals(0, staples(running).size());
        }
    }

    @Test
    void theLogTellsWhoseTlsTakesNoProof() throws IOException {
        responder.with(answer(Ocsp.Status.GOOD, 3600));
        try (var running = new TlsServer(ALWAYS + tls(server, "curve_preferences: [X25519, CurveP256]\n"))) {
            assertEquals(0, staples(running).size());
        }
        assertTrue(RecordedLog.contains("no staple is sent on Client connections, as the JDK's TLS takes none"));
    }

    /** Owns the key of the folder for storage. */
    private static final class Storing implements ServerPlugin {
        @Override
        public PluginInfo info() {
            return PluginInfo.of("storing", "0.1.0");
        }

        @Override
        public void declare(Declarations declarations) {
            ConfigKey key = ConfigKey.of("store_dir", "folder", "", Reload.NO, "Where things are stored.");
            declarations.section(ConfigSection.fixed("storing", List.of(key), root -> root.text(key, "")));
        }

        @Override
        public void contribute(Contributions contributions) {}
    }
}

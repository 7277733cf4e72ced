/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.RecordedLog;

/** What clients see of TLS, over real sockets. */
final class TlsTest {
    private static final String PAIR = Certs.pair("server");
    private static final String VERIFY = PAIR + Certs.authority("ca") + "verify: true\n";

    private static String tls(String block) {
        return "tls {\n" + block + "}\n";
    }

    @Test
    void infoComesInTheClearAndThenTls() throws IOException {
        try (var server = new TlsServer(tls(PAIR));
                var client = server.connect()) {
            String info = client.line();
            assertTrue(info.startsWith("INFO {") && info.contains("\"tls_required\":true"), info);
            assertTrue(!info.contains("tls_verify") && !info.contains("tls_available"), info);
            assertEquals("PONG", client.secure().ping());
            assertEquals("TLSv1.3", client.tls().getSession().getProtocol());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"min_version: \"1.2\"\n", "cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]\n"})
    void muchDataGoesThrough(String more) throws IOException {
        byte[] payload = new byte[900_000];
        Arrays.fill(payload, 0, 500_000, (byte) 7);
        try (var server = new TlsServer(tls(PAIR + more));
                var client = server.connect()) {
            client.line();
            client.secure().ping();
            client.send("SUB a 1\r\n");
            for (int i = 0; i < 3; i++) {
                client.send("PUB a 900000\r\n").send(payload).send("\r\n");
                assertEquals("MSG a 1 900000", client.lineButPing());
                assertArrayEquals(payload, client.bytes(payload.length));
                assertEquals("", client.line());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'', io.netty", "'curve_preferences: [X25519, CurveP256]', sun.security"})
    void theLibraryDoesItUnlessTheConfigurationIsChoosy(String more, String expected) throws IOException {
        try (var server = new TlsServer(tls(PAIR + more + "\n"));
                var client = server.connect()) {
            client.line();
            client.secure().ping();
            server.kernel().server().sessions().forEach(session -> {
                String type =
                        String.valueOf(session.view().security()).getClass().getName()
                                + session.view().security().getClass().getName();
                assertTrue(type.contains(expected), type);
            });
        }
    }

    @Test
    void sessionsShowTheirSecurity() throws IOException {
        try (var server = new TlsServer(tls(VERIFY));
                var client = server.connect()) {
            client.line();
            client.secure(TlsClient.context("client")).ping();
            server.kernel().server().sessions().forEach(session -> {
                var security = session.view().security();
                assertTrue(security != null && security.getProtocol().equals("TLSv1.3"), String.valueOf(security));
            });
        }
    }

    @Test
    void whoDoesNotVerifyMayComeWithoutACertificate() throws IOException {
        try (var server = new TlsServer(tls(VERIFY.replace("verify: true", "verify: false")));
                var client = server.connect()) {
            client.line();
            assertEquals("PONG", client.secure().ping());
        }
    }

    @ParameterizedTest
    @CsvSource({"client, true", "stranger, false", "expired, false", "'', false"})
    void clientsProveWhoTheyAre(String certificate, boolean welcome) throws IOException {
        try (var server = new TlsServer(tls(VERIFY));
                var client = server.connect()) {
            assertTrue(client.line().contains("\"tls_verify\":true"));
            if (welcome) {
                assertEquals(
                        "PONG", client.secure(TlsClient.context(certificate)).ping());
            } else {
                // with TLS 1.3 a client has done its part before the server looks at its certificate
                assertThrows(
                        IOException.class,
                        () -> client.secure(TlsClient.context(certificate)).ping());
                assertEquals("TLS Handshake Failure", server.closeReason(1));
            }
        }
    }

    @Test
    void onlyPinnedKeysWillDo() throws IOException {
        String pin = PeerTrust.pin(Certs.certificate("client").getPublicKey());
        try (var server = new TlsServer(tls(VERIFY + "pinned_certs: [\"" + pin + "\"]\n"));
                var client = server.connect();
                var other = server.connect()) {
            client.line();
            other.line();
            assertEquals("PONG", client.secure(TlsClient.context("client")).ping());
            assertThrows(
                    IOException.class,
                    () -> other.secure(TlsClient.context("renewed")).ping());
            assertEquals("TLS Handshake Failure", server.closeReason(1));
            server.reload(tls(VERIFY + "pinned_certs: [\"" + "0".repeat(64) + "\"]\n"));
            assertEquals("TLS Handshake Failure", server.closeReason(2));
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "curve_preferences: [X25519, CurveP256]\n"})
    void theLogTellsWhyAndNothingThatWasSent(String more) throws IOException {
        RecordedLog.clear();
        String pins = "pinned_certs: [\"" + "0".repeat(64) + "\"]\n";
        try (var server = new TlsServer(tls(VERIFY + pins + more));
                var client = server.connect();
                var plain = server.connect()) {
            client.line();
            assertThrows(
                    IOException.class,
                    () -> client.secure(TlsClient.context("client")).ping());
            server.closeReason(1);
            plain.send("CONNECT {\"pass\":\"secret\"}\r\n");
            server.closeReason(2);
        }
        String told = RecordedLog.lines().toString();
        assertTrue(
                told.contains("TLS handshake error: tls: failed to verify certificate: certificate not pinned"), told);
        assertTrue(told.contains("TLS handshake error: tls: first record does not look like a TLS handshake"), told);
        assertTrue(
                !told.contains("secret") && !told.contains(HexFormat.of().formatHex("secret".getBytes(UTF_8))), told);
    }

    @Test
    void theHandshakeMayComeFirst() throws IOException {
        try (var server = new TlsServer(tls(PAIR + "handshake_first: true\n") + "allow_non_tls: true\n");
                var client = server.connect();
                var plain = server.connect()) {
            String info = client.secure().line();
            assertTrue(info.startsWith("INFO {"), info);
            assertEquals("PONG", client.ping());
            plain.send("CONNECT {}\r\n");
            assertTrue(plain.isClosedByServer());
            assertEquals("TLS Handshake Failure", server.closeReason(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "\"20ms\""})
    void infoComesAfterSilenceIfTheHandshakeMayComeFirst(String first) throws IOException {
        try (var server = new TlsServer(tls(PAIR + "handshake_first: " + first + "\n"));
                var client = server.connect()) {
            String info = client.line();
            assertTrue(info.startsWith("INFO {"), info);
            assertEquals("PONG", client.secure().ping());
        }
    }

    @Test
    void theHandshakeMayComeBeforeTheSilenceIsLongEnough() throws IOException {
        try (var server = new TlsServer(tls(PAIR + "handshake_first: \"1h\"\n"));
                var client = server.connect()) {
            String info = client.secure().line();
            assertTrue(info.startsWith("INFO {"), info);
            assertEquals("PONG", client.ping());
        }
    }

    @Test
    void clientsMayStayInTheClearWhereThatIsAllowed() throws IOException {
        try (var server = new TlsServer(tls(PAIR) + "allow_non_tls: true\n");
                var plain = server.connect();
                var secure = server.connect()) {
            String info = plain.line();
            assertTrue(info.contains("\"tls_available\":true") && !info.contains("tls_required"), info);
            assertEquals("PONG", plain.ping());
            secure.line();
            assertEquals("PONG", secure.secure().ping());
        }
    }

    @Test
    void clientsMayNotStayInTheClearElsewhere() throws IOException {
        try (var server = new TlsServer(tls(PAIR));
                var client = server.connect()) {
            client.line();
            client.send("CONNECT {\"verbose\":false}\r\nPING\r\n");
            assertTrue(client.isClosedByServer());
            assertEquals("TLS Handshake Failure", server.closeReason(1));
        }
    }

    @Test
    void silentPeersAreClosed() throws IOException {
        try (var server = new TlsServer(tls(PAIR + "timeout: 0.05\n"));
                var client = server.connect()) {
            client.line();
            assertTrue(client.isClosedByServer());
            assertEquals("TLS Handshake Failure", server.closeReason(1));
        }
    }

    @Test
    void silentPeersStayWhereTheyMayDoWithoutTls() throws IOException {
        try (var server = new TlsServer(
                        tls(PAIR + "timeout: 0.02\n") + "allow_non_tls: true\nping_interval: \"50ms\"\n");
                var client = server.connect()) {
            client.line();
            assertEquals("PING", client.line());
        }
    }

    @Test
    void handshakesBeyondTheRateAreTurnedAway() throws IOException {
        String throttled = "-ERR 'Connection throttling is active. Please try again later.'";
        try (var server = new TlsServer(tls(PAIR + "connection_rate_limit: 1\ntimeout: 0.05\n"));
                var first = server.connect();
                var second = server.connect();
                var third = server.connect();
                var fourth = server.connect()) {
            List<String> answers = new ArrayList<>();
            for (TlsClient client : List.of(first, second, third, fourth)) {
                client.line();
                answers.add(client.line()); // nothing where the handshake is awaited
            }
            // the second may have turned over once
            assertTrue(answers.stream().filter(throttled::equals).count() >= 2, answers.toString());
            assertTrue(answers.contains(""), answers.toString());
            server.closeReason(4);
            assertTrue(server.kernel().server().sessions().closed().stream()
                    .anyMatch(ended -> ended.reason().equals("Maximum Connections Exceeded")));
        }
    }

    @Test
    void aReloadTakesRenewedCertificatesAndKeepsClients() throws IOException {
        try (var server = new TlsServer(tls(PAIR));
                var before = server.connect()) {
            before.line();
            before.secure().ping();
            server.reload(tls(Certs.pair("renewed")));
            try (var after = server.connect()) {
                after.line();
                after.secure();
                assertEquals(
                        "CN=localhost-renewed",
                        after.tls().getSession().getPeerPrincipal().getName());
            }
            assertEquals("PONG", before.send("PING\r\n").line());
        }
    }

    @Test
    void aReloadThatCannotBeDoneChangesNothing() throws IOException {
        try (var server = new TlsServer(tls(PAIR))) {
            for (String text : List.of(
                    tls(PAIR + "verify_and_map: true\n"),
                    tls(PAIR + "connection_rate_limit: 5\n"),
                    tls(PAIR) + "allow_non_tls: true\n",
                    tls(Certs.pair("nowhere")))) {
                assertThrows(IllegalStateException.class, () -> server.reload(text), text);
            }
            try (var client = server.connect()) {
                client.line();
                assertEquals("PONG", client.secure().ping());
            }
        }
    }

    @Test
    void certificatesAreChosenByName() throws IOException {
        String certs = "certs: [ {" + Certs.pair("server") + "}, {" + Certs.pair("named") + "} ]\n";
        try (var server = new TlsServer(tls(certs));
                var client = server.connect()) {
            client.line();
            client.secure();
            assertArrayEquals(
                    Certs.certificate("server").getEncoded(),
                    client.tls().getSession().getPeerCertificates()[0].getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oldVersionsAndWeakSuitesAreRefused() throws IOException {
        try (var server = new TlsServer(tls(PAIR))) {
            for (String suite :
                    new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"
                    }) {
                try (var client = server.connect()) {
                    client.line();
                    assertThrows(SSLException.class, () -> client.secure(TlsClient.context(""), suite));
                }
            }
        }
    }

    @Test
    void sessionsAreNotResumedWithOtherAuthorities() throws IOException {
        var context = TlsClient.context("client");
        try (var first = new TlsServer(tls(VERIFY));
                var second = new TlsServer(tls(VERIFY.replace("ca.pem", "other-ca.pem")))) {
            try (var client = first.connect()) {
                client.line();
                client.secure(context).ping();
            }
            try (var client = second.connect()) {
                client.line();
                assertThrows(IOException.class, () -> client.secure(context).ping());
                assertEquals("TLS Handshake Failure", second.closeReason(1));
            }
        }
    }
}

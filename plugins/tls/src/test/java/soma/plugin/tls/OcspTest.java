/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What authorities answer about certificates. The answers were made by openssl, and are taken at their time. */
final class OcspTest {
    private static final Instant THEN = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final X509Certificate CA = Certs.certificate("ca");

    private static Ocsp.Status answer(String file, String about, Instant now)
            throws IOException, GeneralSecurityException, Der.Malformed {
        return Ocsp.answer(Certs.bytes(file + ".ocsp"), Certs.certificate(about), CA, SKEW, now)
                .status();
    }

    @ParameterizedTest
    @CsvSource({
        "client, client, GOOD",
        "revoked, revoked, REVOKED",
        "unknown, server, UNKNOWN",
        "forged, client, UNREACHABLE",
        "client, revoked, UNREACHABLE"
    })
    void answersAreBelievedWhenTheirAuthoritySignedThem(String file, String about, Ocsp.Status expected)
            throws Exception {
        assertEquals(expected, answer(file, about, THEN));
    }

    @Test
    void answersOfAnotherTimeAreNotBelieved() {
        assertThrows(
                GeneralSecurityException.class,
                () -> answer("client", "client", Instant.parse("2020-02-01T00:00:00Z")));
        assertThrows(
                GeneralSecurityException.class,
                () -> answer("client", "client", Instant.parse("2200-01-01T00:00:00Z")));
    }

    @Test
    void certificatesSayWhomToAsk() {
        assertEquals(Optional.of("http://127.0.0.1:9/"), Ocsp.address(Certs.certificate("client")));
        assertEquals(Optional.empty(), Ocsp.address(Certs.certificate("server")));
    }

    @Test
    void authoritiesAreAskedOverHttp() throws Exception {
        byte[] answer = Certs.bytes("revoked.ocsp");
        try (var responder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> respond(responder, answer));
            var how = how(false, false, false);
            Ocsp.Answer got = Ocsp.ask(
                    Certs.certificate("revoked"), CA, "http://127.0.0.1:" + responder.getLocalPort() + "/", how, THEN);
            assertEquals(Ocsp.Status.REVOKED, got.status());
            assertTrue(got.until().isAfter(THEN));
        }
    }

    private static void respond(ServerSocket responder, byte[] answer) {
        try (Socket socket = responder.accept()) {
            var in = socket.getInputStream();
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.read());
            }
            int length = Integer.parseInt(head.toString()
                    .toLowerCase(java.util.Locale.ROOT)
                    .replaceAll("(?s).*content-length: (\\d+).*", "$1"));
            in.readNBytes(length);
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(answer);
            out.flush();
            in.read();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whoCannotBeAskedDecidesAsConfigured() throws Exception {
        List<X509Certificate> chain = List.of(Certs.certificate("client"));
        assertThrows(CertificateException.class, () -> check(chain, how(false, false, false)));
        check(chain, how(true, false, false));
        check(chain, how(false, false, true));
        check(List.of(Certs.certificate("server")), how(false, false, false)); // it names nobody to ask
    }

    private static void check(List<X509Certificate> chain, TlsBlock.Revocation how) throws CertificateException {
        new RevocationCheck(how, List.of(CA), () -> THEN).check(chain);
    }

    private static TlsBlock.Revocation how(boolean warnOnly, boolean unknownIsGood, boolean unreachableIsGood) {
        return new TlsBlock.Revocation(
                Duration.ofSeconds(2), SKEW, warnOnly, unknownIsGood, unreachableIsGood, Duration.ofHours(1));
    }
}

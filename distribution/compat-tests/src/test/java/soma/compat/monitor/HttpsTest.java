/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import soma.compat.hostile.Certificates;
import soma.compat.monitor.MonitorClient.Reply;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;

/** Monitoring over TLS, with the certificate that clients of the server see. */
class HttpsTest {
    private static final int PATIENCE = 20_000;

    private static String tls(String file, String more) {
        return "tls { " + Certificates.pair(Certificates.tls(file)) + more + " }\n";
    }

    private static String verifying() {
        return tls("server", ", ca_file: \"" + Certificates.tls("ca.pem") + "\", verify: true");
    }

    private static SSLContext trusting(String authority) {
        return Certificates.trusting(Certificates.tls(authority));
    }

    private static MonitorClient over(ServerProcess server) {
        return new MonitorClient(server.monitorPort(), trusting("ca"));
    }

    @Test
    void documentsComeOverTlsToWhoHasNoCertificate() {
        try (ServerProcess server = ServerProcess.startWithConfiguration(verifying(), "-ms", "-1")) {
            MonitorClient monitor = over(server);
            for (String path : List.of("/varz", "/connz", "/subsz", "/healthz", "/")) {
                assertEquals(200, monitor.get(path).status(), path);
            }
            String varz = monitor.get("/varz").body();
            assertTrue(varz.contains("\"https_port\": " + server.monitorPort()), varz);
            assertTrue(varz.contains("\"http_port\": 0"), varz);
            assertTrue(varz.contains("\"tls_verify\": true"), varz);
            assertTrue(server.log().contains("Starting https monitor on 127.0.0.1:" + server.monitorPort()));
        }
    }

    @Test
    void theCertificateIsTheServers() {
        try (ServerProcess server = ServerProcess.startWithConfiguration(verifying(), "-ms", "-1")) {
            var suspicious = new MonitorClient(server.monitorPort(), trusting("other-ca"));
            assertThrows(UncheckedIOException.class, () -> suspicious.get("/varz"));
            assertEquals(200, over(server).get("/varz").status());
        }
    }

    @Test
    void whoSpeaksInTheClearGetsNoDocument() throws IOException {
        try (ServerProcess server = ServerProcess.startWithConfiguration(verifying(), "-ms", "-1")) {
            for (String said : List.of("GET /varz HTTP/1.1\r\nHost: x\r\n\r\n", "\0\1\2\3".repeat(500), "\r\n")) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.monitorPort())) {
                    socket.setSoTimeout(PATIENCE);
                    socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
                    socket.shutdownOutput();
                    String answer = all(socket);
                    assertTrue(!answer.contains("server_id") && !answer.contains("200"), answer);
                }
            }
            assertEquals(200, over(server).get("/varz").status());
        }
    }

    /** Reads to the end, which may come as a reset. */
    private static String all(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open", e);
        } catch (SocketException e) {
            return "";
        }
    }

    @Test
    void whoBeginsAHandshakeAndStopsIsClosedAndKeepsNobodyElseWaiting() throws IOException {
        try (ServerProcess server = ServerProcess.startWithConfiguration(verifying(), "-ms", "-1")) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.monitorPort());
                socket.setSoTimeout(PATIENCE);
                socket.getOutputStream().write(new byte[] {0x16, 3, 1, 1, 0, 1});
                slow.add(socket);
            }
            assertEquals(200, over(server).get("/varz").status());
            for (Socket socket : slow) {
                try (socket) {
                    all(socket);
                }
            }
        }
    }

    @Test
    void aReloadChangesTheCertificateHereToo() throws IOException {
        Assumptions.assumeTrue(ServerExecutable.strict(), "nats-server keeps the certificate that it began with");
        try (ServerProcess server = ServerProcess.startWithConfiguration(tls("server", ""), "-ms", "-1")) {
            assertEquals(200, over(server).get("/varz").status());
            Files.writeString(server.folder().resolve("server.conf"), tls("expired", ""));
            server.signal("HUP");
            server.awaitLog("Reloaded server configuration");
            assertThrows(UncheckedIOException.class, () -> over(server).get("/varz"));
        }
    }

    @Test
    void theLoginIsAskedForOverTlsToo() {
        Assumptions.assumeTrue(ServerExecutable.strict(), "nats-server has no such key");
        String login = "monitoring { user: watcher, password: s3cret }\n";
        try (ServerProcess server = ServerProcess.startWithConfiguration(verifying() + login, "-ms", "-1")) {
            assertEquals(401, over(server).get("/varz").status());
            Reply admitted = over(server).send("GET", "/varz", "Authorization", "Basic d2F0Y2hlcjpzM2NyZXQ=");
            assertEquals(200, admitted.status());
        }
    }
}

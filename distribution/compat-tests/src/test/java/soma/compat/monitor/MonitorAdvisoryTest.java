/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** Advisories about monitoring: what it shows, and what it takes. */
class MonitorAdvisoryTest {
    /** CVE-2026-33216: passwords in documents, events or the log. Those of MQTT wait for MQTT. */
    @Test
    void S21_no_secret_is_in_any_document_event_or_line_of_the_log() throws Exception {
        String configuration = """
                system_account: S
                accounts {
                  S { users: [{user: sys, password: s3cret-s}] }
                  A { users: [{user: joe, password: s3cret}], mappings: {x: y} }
                  B { users: [{user: jim, password: "$2a$11$3QhAzSbbUy4DcVpZ1yvAb.4WzLDhIzsyRQwTDoYG1dTYpxyZ1KUjy"}] }
                }
                """;
        try (ServerProcess server = ServerProcess.startWithConfiguration(configuration, "-m", "-1", "-DV");
                WireClient system =
                        WireClient.connect(server.port(), "\"verbose\":false,\"user\":\"sys\",\"pass\":\"s3cret-s\"");
                WireClient refused = WireClient.connect(server.port())) {
            system.send("SUB $SYS.ACCOUNT.A.CONNECT 1\r\nSUB $SYS.SERVER.*.CLIENT.AUTH.ERR 2\r\nPING\r\n");
            system.expect("PONG\r\n");
            WireClient client =
                    WireClient.connect(server.port(), "\"verbose\":false,\"user\":\"joe\",\"pass\":\"s3cret\"");
            assertNoSecret(message(system, "$SYS.ACCOUNT.A.CONNECT"));
            client.send("SUB a.b 1\r\nPING\r\n");
            client.expect("PONG\r\n");
            refused.send("CONNECT {\"auth_token\":\"s3cret\",\"user\":\"joe\",\"pass\":\"s3cret2\"}\r\nPING\r\n");
            refused.readToEnd();
            assertNoSecret(message(system, "CLIENT.AUTH.ERR"));
            for (String request : List.of("VARZ", "CONNZ", "SUBSZ", "ACCOUNTZ", "EXPVARZ", "STATSZ")) {
                system.send("SUB answer 3\r\nPUB $SYS.REQ.SERVER.PING." + request + " answer 25\r\n"
                        + "{\"auth\":true,\"subs\":true}\r\n");
                assertNoSecret(message(system, "answer"));
            }
            client.close();
            expectNoSecret(new MonitorClient(server.monitorPort()));
            assertFalse(server.log().contains("s3cret"));
        }
    }

    /** Returns the next message, which is on that subject. */
    private static String message(WireClient client, String subject) {
        String head = client.line();
        assertTrue(head.contains(subject), head);
        String body = new String(
                client.bytes(Integer.parseInt(head.strip().replaceFirst(".* ", ""))), StandardCharsets.UTF_8);
        client.expect("\r\n");
        return body;
    }

    private static void assertNoSecret(String text) {
        assertFalse(text.contains("s3cret"), text);
        assertFalse(text.contains("$2a$"), text);
    }

    /** CVE-2026-33247: what stood on the command line. */
    @Test
    void S30_a_token_or_password_of_the_command_line_is_not_shown() throws Exception {
        try (ServerProcess server = ServerProcess.start("-m", "-1", "--user", "joe", "--pass", "s3cret", "-DV")) {
            expectNoSecret(new MonitorClient(server.monitorPort()));
            assertNoSecret(server.log());
        }
        try (ServerProcess server = ServerProcess.start("-m", "-1", "--auth", "s3cret");
                WireClient client = WireClient.connect(server.port(), "\"verbose\":false,\"auth_token\":\"s3cret\"")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            expectNoSecret(monitor);
            assertTrue(monitor.get("/connz?auth=1").body().contains("\"authorized_user\": \"[REDACTED]\""));
            client.send("PING\r\n");
            client.expect("PONG\r\n");
        }
    }

    private static void expectNoSecret(MonitorClient monitor) {
        for (String path : MonitorTest.DOCUMENTS) {
            assertNoSecret(monitor.get(path).body());
        }
    }

    /** GHSA-q59r-vq66-pxc2: numbers of pages that overflow. {@code SystemToolsTest} asks the same in requests. */
    @Test
    void S44_hostile_parameters_are_pages_or_refusals() {
        try (ServerProcess server = ServerProcess.start("-m", "-1");
                WireClient client = WireClient.connect(server.port(), "\"verbose\":false,\"name\":\"<&>\"")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            for (String path :
                    List.of("/connz", "/subsz?subs=1", "/jsz", "/accountz", "/routez", "/healthz", "/varz")) {
                for (String value : List.of(
                        "-1",
                        "9223372036854775807",
                        "-9223372036854775808",
                        "1e400",
                        "NaN",
                        "%00",
                        "%F0%9F",
                        "x".repeat(4000))) {
                    for (String name : List.of("limit", "offset", "cid", "subs", "acc", "sort", "state", "test")) {
                        String asked = path + (path.contains("?") ? "&" : "?") + name + "=" + value;
                        int status = monitor.get(asked).status();
                        assertTrue(status == 200 || status == 400, asked + ": " + status);
                    }
                }
            }
            assertTrue(monitor.get("/connz").body().contains("\"name\": \"\\u003c\\u0026\\u003e\""));
            assertFalse(server.log().contains("Exception"), server::logTail);
            client.send("PING\r\n");
            client.expect("PONG\r\n");
        }
    }

    /** Trail of Bits: who sends its request slowly, or never. */
    @Test
    void TOB_10_who_sends_no_request_is_closed_and_keeps_nobody_else_waiting() throws Exception {
        try (ServerProcess server = ServerProcess.start("-m", "-1")) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.monitorPort());
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write("GET /varz HTTP/1.1\r\nHost: x\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertEquals(
                    200, new MonitorClient(server.monitorPort()).get("/varz").status());
            for (Socket socket : slow) {
                try (socket) {
                    expectEnd(socket);
                }
            }
        }
    }

    /** The end may come as a reset, and an answer may come first; that it comes is what counts. */
    private static void expectEnd(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            in.readAllBytes();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open", e);
        } catch (IOException e) {
            // reset
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import soma.compat.monitor.MonitorClient.Reply;
import soma.compat.server.Await;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** What the monitoring port of the built server answers, to the friendly and to the hostile. */
class MonitorTest {
    private static final List<String> DOCUMENTS = List.of(
            "/varz",
            "/connz?auth=1&subs=detail",
            "/connz?state=any&auth=1&subs=1",
            "/subsz?subs=1",
            "/accountz",
            "/accountz?acc=A",
            "/accstatz?unused=1",
            "/routez",
            "/gatewayz",
            "/leafz",
            "/jsz",
            "/healthz",
            "/ipqueuesz",
            "/debug/vars",
            "/stacksz",
            "/");

    private static JsonValue json(Reply reply) throws Exception {
        return JsonParser.parse(reply.body());
    }

    private static void needStrict() {
        Assumptions.assumeTrue(ServerExecutable.strict(), "nats-server does not do this");
    }

    @Test
    void everyDocumentIsJsonOfTheUsualShape() throws Exception {
        try (ServerProcess server = ServerProcess.start("-m", "-1")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            for (String path : DOCUMENTS.subList(0, DOCUMENTS.size() - 3)) {
                Reply reply = monitor.get(path.replace("acc=A", "acc=$G"));
                assertEquals(200, reply.status(), path);
                assertEquals("application/json", reply.type(), path);
                assertEquals("*", reply.header("Access-Control-Allow-Origin").orElse(""), path);
                assertEquals(JsonValue.Type.MAP, json(reply).type, path);
                assertFalse(reply.body().endsWith("\n"), path);
            }
            assertTrue(monitor.get("/varz").body().startsWith("{\n  \"server_id\": \""));
            assertEquals("{\"status\":\"ok\"}", monitor.get("/healthz").body());
            assertEquals("{}", monitor.get("/ipqueuesz").body());
            assertEquals(
                    "application/json; charset=utf-8",
                    monitor.get("/debug/vars").type());
            assertTrue(json(monitor.get("/debug/vars")).map.containsKey("memstats"));
            assertTrue(monitor.get("/").body().contains("varz"));
            assertEquals("text/html; charset=utf-8", monitor.get("/").type());
        }
    }

    @Test
    void countsRequestsByPath() throws Exception {
        try (ServerProcess server = ServerProcess.start("-m", "-1")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            List.of(
                            "/",
                            "/subsz",
                            "/subscriptionsz",
                            "/connz",
                            "/connz?sort=foo",
                            "/stacksz",
                            "/nothing",
                            "/debug/vars")
                    .forEach(monitor::get);
            JsonValue counts = json(monitor.get("/varz")).map.get("http_req_stats");
            assertEquals(Set.of("/", "/connz", "/subsz", "/varz"), counts.map.keySet());
            assertEquals(2, counts.map.get("/connz").i);
            assertEquals(2, counts.map.get("/subsz").i);
        }
    }

    @Test
    void anyMethodWorksAndHeadHasNoBody() {
        try (ServerProcess server = ServerProcess.start("-m", "-1")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            assertEquals(200, monitor.send("POST", "/varz").status());
            assertEquals(200, monitor.send("DELETE", "/connz").status());
            Reply head = monitor.send("HEAD", "/varz");
            assertEquals(200, head.status());
            assertEquals("", head.body());
            assertTrue(Integer.parseInt(head.header("Content-Length").orElse("")) > 500);
        }
    }

    @Test
    void pathsBeginWithTheBasePath() {
        try (ServerProcess server = ServerProcess.startWithConfiguration("http_base_path: nats/mon/\n", "-m", "-1")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            assertEquals(200, monitor.get("/nats/mon/varz").status());
            assertEquals(200, monitor.get("/nats/mon").status());
            assertTrue(monitor.get("/nats/mon/varz").body().contains("\"http_base_path\": \"/nats/mon\""));
            for (String path :
                    List.of("/varz", "/nats/mon/", "/nats/monvarz", "/nats/monxvarz", "/nats", "/nats/mon/varz/")) {
                assertEquals(404, monitor.get(path).status(), path);
            }
        }
    }

    @Test
    void theFingerprintIsThatOfTheFileInForce() throws Exception {
        try (ServerProcess server = ServerProcess.startWithConfiguration("max_payload: 1000\n", "-m", "-1")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            String first = json(monitor.get("/varz")).map.get("config_digest").string;
            assertTrue(server.log().contains("(" + first + ")"), first);
            Path file = server.folder().resolve("server.conf");
            Files.writeString(file, "max_payload: 2000\nmax_connections: nonsense\n");
            server.signal("HUP");
            server.awaitLog("Failed to reload server configuration");
            assertEquals(first, json(monitor.get("/varz")).map.get("config_digest").string);
            Files.writeString(file, "max_payload: 2000\n");
            server.signal("HUP");
            server.awaitLog("Reloaded server configuration");
            Await.until(
                    "there is another fingerprint",
                    Duration.ofSeconds(5),
                    () -> !monitor.get("/varz").body().contains(first),
                    server::logTail);
        }
        try (ServerProcess server = ServerProcess.start("-m", "-1")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            assertEquals("", json(monitor.get("/varz")).map.get("config_digest").string);
        }
    }

    @Test
    void aLoginIsAskedForWhereThereIsOne() {
        needStrict();
        try (ServerProcess server =
                ServerProcess.startWithConfiguration("monitoring { user: watcher, password: s3cret }\n", "-m", "-1")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            for (String path : DOCUMENTS) {
                Reply refused = monitor.get(path);
                assertEquals(401, refused.status(), path);
                assertEquals("401 unauthorized\n", refused.body(), path);
            }
            assertEquals(
                    200,
                    monitor.send("GET", "/varz", "Authorization", basic("watcher:s3cret"))
                            .status());
            for (String wrong : List.of(basic("watcher:s3cre"), basic("watcher:s3crets"), "Basic", "Bearer s3cret")) {
                assertEquals(
                        401,
                        monitor.send("GET", "/varz", "Authorization", wrong).status(),
                        wrong);
            }
        }
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noSecretIsInAnyDocument() throws Exception {
        String configuration = """
                accounts {
                  A { users: [{user: joe, password: s3cret}], mappings: {x: y} }
                  B { users: [{user: jim, password: "$2a$11$3QhAzSbbUy4DcVpZ1yvAb.4WzLDhIzsyRQwTDoYG1dTYpxyZ1KUjy"}] }
                }
                """;
        try (ServerProcess server = ServerProcess.startWithConfiguration(configuration, "-m", "-1", "-D");
                WireClient client =
                        WireClient.connect(server.port(), "\"verbose\":false,\"user\":\"joe\",\"pass\":\"s3cret\"");
                WireClient refused = WireClient.connect(server.port())) {
            client.send("SUB a.b 1\r\nPING\r\n");
            client.expect("PONG\r\n");
            refused.send("CONNECT {\"auth_token\":\"s3cret\",\"user\":\"joe\",\"pass\":\"s3cret2\"}\r\nPING\r\n");
            refused.readToEnd();
            expectNoSecret(new MonitorClient(server.monitorPort()));
            assertFalse(server.log().contains("s3cret"));
        }
    }

    @Test
    void aTokenIsNotShown() throws Exception {
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
        for (String path : DOCUMENTS) {
            String body = monitor.get(path).body();
            assertFalse(body.contains("s3cret"), path + ": " + body);
            assertFalse(body.contains("$2a$"), path + ": " + body);
        }
    }

    @Test
    void hostileParametersArePagesOrRefusals() {
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

    @Test
    void whoSendsNoRequestIsClosedAndKeepsNobodyElseWaiting() throws Exception {
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

    @Test
    void healthIsBadWhileClientsAreRefused() {
        try (ServerProcess server = ServerProcess.startWithConfiguration(
                        "lame_duck_grace_period: 30s\nlame_duck_duration: 60s\n", "-m", "-1");
                WireClient client = WireClient.connect(server.port(), "\"verbose\":false,\"name\":\"stays\"")) {
            MonitorClient monitor = new MonitorClient(server.monitorPort());
            assertEquals(200, monitor.get("/healthz").status());
            server.signal("USR2");
            server.awaitLog("Entering lame duck mode");
            Await.until(
                    "the server is unhealthy",
                    Duration.ofSeconds(5),
                    () -> monitor.get("/healthz").status() == 500,
                    server::logTail);
            assertTrue(monitor.get("/healthz?details=1").body().contains("\"type\":\"CONNECTION\""));
            assertFalse(client.ended());
            server.signal("INT"); // a lame duck passes over SIGTERM
            server.awaitExit();
        }
    }
}

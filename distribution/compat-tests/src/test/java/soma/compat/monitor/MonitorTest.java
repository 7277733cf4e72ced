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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    static final List<String> DOCUMENTS = List.of(
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

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.support.JsonParseException;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.compat.events.SystemClient.Received;
import soma.compat.server.ServerProcess;

/** What the tool {@code nats} sends to the system account, what it reads of the answers, and what it listens to. */
class SystemToolsTest {
    private static final String SNAPPY = "Accept-Encoding: snappy";

    private static ServerProcess start() {
        return ServerProcess.startWithConfiguration(Scene.CONFIGURATION);
    }

    private static SystemClient clerk(ServerProcess server) {
        return SystemClient.connect(server.port(), SystemClient.as("sys", "NATS CLI Version 0.3"));
    }

    private static JsonValue json(Received message) {
        try {
            return JsonParser.parse(message.body(), JsonParser.Option.KEEP_NULLS);
        } catch (JsonParseException e) {
            throw new AssertionError("no JSON: " + message, e);
        }
    }

    /** Returns what is at a path of names, which must be there. */
    private static JsonValue at(JsonValue json, String path) {
        JsonValue value = json;
        for (String name : path.split("\\.")) {
            JsonValue next = value.map == null ? null : value.map.get(name);
            if (next == null) {
                throw new AssertionError("no " + path + " in " + json.toJson());
            }
            value = next;
        }
        return value;
    }

    private static @Nullable String text(JsonValue json, String path) {
        return at(json, path).string;
    }

    private static void assertFields(JsonValue json, String... paths) {
        for (String path : paths) {
            assertTrue(at(json, path).type != JsonValue.Type.NULL, path);
        }
    }

    @Test
    void serverListAndPing() {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server)) {
            for (String body : List.of("", "{}")) {
                JsonValue answer = json(clerk.ask("$SYS.REQ.SERVER.PING", body, SNAPPY));
                assertEquals("twin", text(answer, "server.name"));
                assertEquals("2.15.1", text(answer, "server.ver"));
                assertEquals(clerk.serverId(), text(answer, "server.id"));
                assertFields(answer, "server.host", "server.time", "server.jetstream", "statsz.start", "statsz.mem");
                assertFields(answer, "statsz.cpu", "statsz.cores", "statsz.connections", "statsz.subscriptions");
                assertFields(answer, "statsz.slow_consumers", "statsz.sent.msgs", "statsz.received.bytes");
                assertEquals("1", at(answer, "statsz.active_servers").toJson());
            }
        }
    }

    @Test
    void serverInfo() {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server)) {
            Received answer = clerk.ask("$SYS.REQ.SERVER." + clerk.serverId() + ".VARZ", "{}", SNAPPY);
            assertEquals("snappy", answer.encoding());
            JsonValue json = json(answer);
            assertEquals("twin", text(json, "data.server_name"));
            assertFields(json, "data.port", "data.max_connections", "data.max_payload", "data.tls_timeout");
            assertFields(json, "data.write_deadline", "data.uptime", "data.config_load_time", "data.cluster");
            String filter = "{\"server_name\":\"twin\",\"exact_match\":true,\"tags\":[\"b\"]}";
            assertEquals(
                    "twin", text(json(clerk.ask("$SYS.REQ.SERVER.PING.VARZ", filter, SNAPPY)), "data.server_name"));
        }
    }

    @Test
    void reportConnectionsPageByPage() {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server);
                SystemClient one = SystemClient.connect(server.port(), SystemClient.as("a", "one"));
                SystemClient two = SystemClient.connect(server.port(), SystemClient.as("a", "two"))) {
            one.run("SUB x 1\r\n");
            two.run("");
            String options = "{\"sort\":\"cid\",\"auth\":true,\"subscriptions\":true,\"subscriptions_detail\":false,"
                    + "\"offset\":%d,\"limit\":1,\"cid\":0,\"mqtt_client\":\"\",\"state\":0,\"user\":\"\",\"acc\":\"A\","
                    + "\"filter_subject\":\"\",\"server_name\":\"\",\"exact_match\":true}";
            for (int page = 0; page < 2; page++) {
                JsonValue json = json(clerk.ask("$SYS.REQ.SERVER.PING.CONNZ", options.formatted(page), SNAPPY));
                assertEquals("2", at(json, "data.total").toJson());
                List<JsonValue> connections = at(json, "data.connections").array;
                assertEquals(1, connections.size());
                assertEquals(page == 0 ? "one" : "two", text(connections.getFirst(), "name"));
                assertEquals("A", text(connections.getFirst(), "account"));
            }
        }
    }

    @Test
    void reportAccountsAndTheirInformation() {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server);
                SystemClient client = SystemClient.connect(server.port(), SystemClient.as("a", "one"))) {
            client.run("PUB x 3\r\nabc\r\n");
            JsonValue traffic = json(clerk.ask("$SYS.REQ.ACCOUNT.PING.STATZ", "{\"accounts\":[\"A\"]}"));
            JsonValue account = at(traffic, "data.account_statz").array.getFirst();
            assertEquals("1", at(account, "conns").toJson());
            assertEquals("3", at(account, "received.bytes").toJson());
            JsonValue info = json(clerk.ask("$SYS.REQ.ACCOUNT.A.INFO", "{}"));
            assertEquals("A", text(info, "data.account_name"));
            assertEquals(4, at(info, "data.imports").array.size());
            JsonValue user = json(client.ask("$SYS.REQ.USER.INFO", ""));
            assertEquals("a", text(user, "data.user"));
            assertEquals("A", text(user, "data.account"));
        }
    }

    @Test
    void kickIsToldInTheEventOfTheEnd() {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server);
                SystemClient victim = SystemClient.connect(server.port(), SystemClient.as("a", "victim"))) {
            clerk.run("SUB $SYS.ACCOUNT.*.CONNECT 1\r\nSUB $SYS.ACCOUNT.*.DISCONNECT 2\r\n");
            JsonValue done =
                    json(clerk.ask("$SYS.REQ.SERVER." + clerk.serverId() + ".KICK", "{\"cid\":" + victim.id() + "}"));
            assertFalse(done.map.containsKey("error"), done::toJson);
            victim.wire().readToEnd();
            Received event = clerk.next("the end", message -> message.subject().equals("$SYS.ACCOUNT.A.DISCONNECT"));
            assertEquals("Kicked", text(json(event), "reason"));
            assertEquals("victim", text(json(event), "client.name"));
        }
    }

    @Test
    void configReload() throws IOException {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server)) {
            var file = server.folder().resolve("server.conf");
            String subject = "$SYS.REQ.SERVER." + clerk.serverId() + ".RELOAD";
            clerk.run("SUB $SYS.SERVER.*.STATSZ 1\r\n");
            Files.writeString(file, Scene.CONFIGURATION.replace("zone:a", "zone:z"));
            assertFalse(json(clerk.ask(subject, "{}")).map.containsKey("error"));
            Received told = clerk.next(
                    "numbers",
                    message -> message.subject().endsWith(".STATSZ")
                            && message.body().contains("zone:z"));
            assertEquals(
                    "\"zone:z\"", at(json(told), "server.tags").array.getFirst().toJson());
            Files.writeString(file, "max_payload: maybe\n");
            JsonValue refused = json(clerk.ask(subject, "{}"));
            assertEquals("500", at(refused, "error.code").toJson());
            assertFalse(String.valueOf(text(refused, "error.description")).isEmpty());
        }
    }

    @Test
    void lameDuckIsTold() {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server)) {
            clerk.run("SUB $SYS.SERVER.> 1\r\n");
            server.expectEnd();
            server.signal("USR2");
            Received duck = clerk.next("lame duck", message -> message.subject().endsWith(".LAMEDUCK"));
            assertEquals("twin", text(json(duck), "name"));
        }
    }

    @Test
    void theEndIsTold() {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server)) {
            clerk.run("SUB $SYS.SERVER.> 1\r\n");
            server.expectEnd();
            server.signal("TERM");
            Received end = clerk.next("the end", message -> message.subject().endsWith(".SHUTDOWN"));
            assertEquals(clerk.serverId(), text(json(end), "id"));
            server.awaitExit();
        }
    }

    @Test
    void S44_hostile_bodies_do_no_harm() {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server)) {
            String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
            String wide = "{" + "\"a\":1,".repeat(100_000) + "\"b\":1}";
            for (String name : List.of("CONNZ", "SUBSZ", "ACCOUNTZ", "HEALTHZ", "STATSZ", "VARZ")) {
                for (String body : List.of(deep, "\"" + "x".repeat(500_000), "\u0000\uffff")) {
                    JsonValue answer = json(clerk.ask("$SYS.REQ.SERVER.PING." + name, body));
                    assertEquals("400", at(answer, "error.code").toJson());
                }
                assertFalse(
                        json(clerk.ask("$SYS.REQ.SERVER.PING." + name, wide))
                                .map
                                .containsKey("error"),
                        name);
            }
            for (String number : List.of("9223372036854775807", "-9223372036854775808", "-1")) {
                String body = "{\"offset\":" + number + ",\"limit\":" + number + "}";
                for (String name : List.of("CONNZ", "SUBSZ", "JSZ", "ACCOUNTZ")) {
                    Received answer = clerk.ask("$SYS.REQ.SERVER.PING." + name, body);
                    assertFalse(json(answer).map.containsKey("error"), answer::body);
                }
            }
        }
    }

    @Test
    void hostileRepliesDoNoHarm() {
        try (ServerProcess server = start();
                SystemClient clerk = clerk(server);
                SystemClient client = SystemClient.connect(server.port(), SystemClient.as("a", "one"))) {
            client.run("SUB a.b 1\r\n");
            for (String reply : List.of("a.*", ">", "$SYS.REQ.USER.INFO", "$SYS.REQ.SERVER.PING.CONNZ", "a..b", ".")) {
                client.wire().send("PUB $SYS.REQ.USER.INFO " + reply + " 0\r\n\r\n");
                clerk.wire().send("PUB $SYS.REQ.SERVER.PING.IDZ " + reply + " 0\r\n\r\n");
            }
            assertEquals("a", text(json(client.ask("$SYS.REQ.USER.INFO", "")), "data.user"));
            assertEquals("twin", text(json(clerk.ask("$SYS.REQ.SERVER.PING.IDZ", "")), "name"));
            assertEquals(List.of(), client.others());
            assertFalse(server.log().contains("[ERR]"), server::logTail);
        }
    }

    @Test
    void aFloodOfRequestsKeepsNobodyFromMessaging() {
        try (ServerProcess server = start();
                SystemClient flood = SystemClient.connect(server.port(), SystemClient.as("a", "flood"));
                SystemClient other = SystemClient.connect(server.port(), SystemClient.as("b", "other"))) {
            String request = "PUB $SYS.REQ.SERVER.PING.CONNZ nowhere 0\r\n\r\n";
            flood.wire().send(request.repeat(50_000));
            other.run("SUB x 1\r\nPUB x 2\r\nhi\r\n");
            assertEquals("hi", other.next("my own message", message -> true).body());
            flood.run("");
            assertFalse(server.log().contains("[ERR]"), server::logTail);
        }
    }

    @Test
    void nothingWithoutASystemAccount() {
        String configuration = "accounts { A { users: [{user: a, password: pass-a}] } }\nno_system_account: true\n";
        try (ServerProcess server = ServerProcess.startWithConfiguration(configuration);
                SystemClient client = SystemClient.connect(server.port(), SystemClient.as("a", "one"))) {
            for (String subject : List.of("$SYS.REQ.USER.INFO", "$SYS.REQ.SERVER.PING.CONNZ", "$SYS.REQ.SERVER.PING")) {
                Received answer = client.ask(subject, "");
                assertTrue(answer.headers().startsWith("NATS/1.0 503"), answer::headers);
            }
        }
    }
}

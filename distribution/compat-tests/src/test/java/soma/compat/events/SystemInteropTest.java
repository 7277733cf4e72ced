/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.compat.events.Scene.Side;
import soma.compat.monitor.JsonComparison;

/**
 * The same requests and the same events on nats-server and on this server: the same fields, of the same types, with the same
 * values. What may differ is named here, one by one, with the reason.
 */
class SystemInteropTest {
    private static final String ALL = "$SYS.REQ.SERVER.PING.";
    private static final String ONE = "$SYS.REQ.SERVER.<id>.";

    private static JsonComparison answer() {
        return new JsonComparison()
                .volatileValue("of this run", "server.id", "server.seq", "server.time", "data.server_id", "data.now");
    }

    private static JsonComparison varz() {
        return answer().volatileValue("the runtime", "data.go", "data.mem", "data.cores", "data.gomaxprocs", "data.cpu")
                .volatileValue("of this run", "data.port", "data.start", "data.uptime", "data.config_load_time")
                .volatileValue(
                        "what the clerk asked and was told before", "data.in_msgs", "data.in_bytes", "data.out_msgs")
                .volatileValue("the same", "data.out_bytes", "data.in_client_msgs", "data.in_client_bytes")
                .volatileValue("the same", "data.out_client_msgs", "data.out_client_bytes")
                .volatileValue("servers have other subscriptions of their own", "data.subscriptions")
                .extra("our own version", "data.soma");
    }

    private static JsonComparison statsz() {
        return new JsonComparison()
                .volatileValue("of this run", "server.id", "server.seq", "server.time", "statsz.start")
                .volatileValue("the runtime", "statsz.mem", "statsz.cores", "statsz.gomaxprocs", "statsz.cpu")
                .volatileValue("what the clerk asked and was told before", "statsz.sent.msgs", "statsz.sent.bytes")
                .volatileValue("the same", "statsz.received.msgs", "statsz.received.bytes")
                .volatileValue("the same", "statsz.sent_to_clients.msgs", "statsz.sent_to_clients.bytes")
                .volatileValue("the same", "statsz.received_from_clients.msgs", "statsz.received_from_clients.bytes")
                .volatileValue("servers have other subscriptions of their own", "statsz.subscriptions");
    }

    private static JsonComparison connz() {
        return answer().volatileValue("servers number their own clients too", "data.connections[].cid")
                .volatileValue("as cid", "data.connections[].subscriptions_list_detail[].cid")
                .volatileValue("of this run", "data.connections[].port", "data.connections[].start")
                .volatileValue("of this run", "data.connections[].last_activity", "data.connections[].rtt")
                .volatileValue("what is being written counts", "data.connections[].pending_bytes")
                .volatileValue("of this run", "data.connections[].uptime", "data.connections[].idle")
                .sorted("data.connections[].subscriptions_list", "")
                .sorted("data.connections[].subscriptions_list_detail", "sid");
    }

    private static JsonComparison anyTraffic(JsonComparison comparison) {
        return comparison.volatileValue(
                "answers have other lengths, and the next question may be there already",
                "data.connections[].in_msgs",
                "data.connections[].out_msgs",
                "data.connections[].in_bytes",
                "data.connections[].out_bytes",
                "data.connections[].subscriptions");
    }

    private static JsonComparison subsz() {
        return answer().volatileValue("servers have other subscriptions of their own", "data.num_subscriptions")
                .volatileValue("the same", "data.num_inserts", "data.num_removes")
                .volatileValue(
                        "routes are kept, not matches", "data.num_cache", "data.num_matches", "data.cache_hit_rate")
                .volatileValue("the same", "data.max_fanout", "data.avg_fanout")
                .volatileValue("as in connz", "data.subscriptions_list[].cid")
                .volatileValue("our own subscriptions are named by their subject", "data.subscriptions_list[].sid")
                .sorted("data.subscriptions_list", "subject");
    }

    private static JsonComparison account(String at) {
        return answer().volatileValue("of this run", at + ".update_time")
                .volatileValue("as in subsz", at + ".sublist_stats.num_cache", at + ".sublist_stats.num_matches")
                .volatileValue("as in subsz", at + ".sublist_stats.cache_hit_rate", at + ".sublist_stats.max_fanout")
                .volatileValue("as in subsz", at + ".sublist_stats.avg_fanout")
                .sorted(at + ".imports", "local_subject")
                .sorted(at + ".exports", "subject");
    }

    private static JsonComparison health() {
        return answer();
    }

    private static final String[] FILTERS = {
        "",
        "{\"server_name\":\"twi\"}",
        "{\"server_name\":\"twi\",\"exact_match\":true}",
        "{\"server_name\":\"twin\",\"exact_match\":true}",
        "{\"host\":\"0.0\"}",
        "{\"host\":\"10.\"}",
        "{\"cluster\":\"c\"}",
        "{\"domain\":\"d\"}",
        "{\"tags\":[\"b\"]}",
        "{\"tags\":[\"B\",\"zone:a\"]}",
        "{\"tags\":[\"c\"]}",
        "{\"tags\":\"b\"}",
        "{\"server_name\":5}",
        "{\"exact_match\":\"x\"}",
        "{\"server_name\":null,\"more\":{}}",
        "null"
    };

    @Test
    void requestsToTheServer() {
        try (Scene scene = Scene.start()) {
            JsonComparison id = new JsonComparison().volatileValue("of this run", "id");
            for (String to : new String[] {ALL, ONE}) {
                scene.ask(to + "IDZ", "", id);
                scene.ask(to + "IDZ", "{bad", id);
                scene.ask(to + "VARZ", "", varz());
                scene.ask(to + "STATSZ", "", statsz());
                for (String name : List.of("ROUTEZ", "GATEWAYZ", "LEAFZ", "JSZ", "HEALTHZ", "RAFTZ", "FOO")) {
                    scene.ask(to + name, "", answer());
                }
            }
            scene.ask("$SYS.REQ.SERVER.PING", "", statsz());
            for (String filter : FILTERS) {
                scene.ask(ALL + "HEALTHZ", filter, health());
                scene.ask(ALL + "STATSZ", filter, statsz());
            }
            scene.ask(ALL + "ACCOUNTZ", "", answer().sorted("data.accounts", ""));
            scene.ask(ALL + "ACCOUNTZ", "{\"account\":\"A\"}", account("data.account_detail"));
            scene.ask(ALL + "ACCOUNTZ", "{\"account\":\"$G\"}", account("data.account_detail"));
            scene.ask(ALL + "ACCOUNTZ", "{\"account\":\"ZZ\"}", answer());
            scene.ask(ALL + "IPQUEUESZ", "{\"filter\":\"x\"}", answer());
            scene.ask(ALL + "RAFTZ", "{\"account\":\"A\",\"group\":\"g\"}", answer());
            scene.ask(ALL + "JSZ", "{\"account\":\"A\",\"streams\":true}", answer());
            scene.ask(ALL + "JSZ", "{\"leader_only\":true}", answer());
            healthAndProfiles(scene);
            assertEquals("", scene.findings());
        }
    }

    private static void healthAndProfiles(Scene scene) {
        for (String body : List.of(
                "{\"details\":true}",
                "{\"js-enabled-only\":true}",
                "{\"stream\":\"S\"}",
                "{\"account\":\"A\",\"stream\":\"S\"}",
                "{\"consumer\":\"S\"}",
                "{\"stream\":\"S\",\"details\":true}",
                "{\"details\":1}")) {
            scene.ask(ALL + "HEALTHZ", body, health());
        }
        for (String body : List.of(
                "",
                "{\"name\":\"x\"}",
                "{\"name\":\"a\\\"\\u0001\"}",
                "{\"name\":\"cpu\"}",
                "{\"name\":\"cpu\",\"duration\":16000000000}",
                "{\"name\":\"cpu\",\"duration\":-1}",
                "{\"name\":\"cpu\",\"duration\":\"1s\"}",
                "{\"name\":5}")) {
            scene.ask(Side::clerk, ALL + "PROFILEZ", body, answer()); // in its own time, so there must be an answer
        }
    }

    @Test
    void connectionsAndSubscriptions() {
        try (Scene scene = Scene.start()) {
            scene.ask(ALL + "CONNZ", "", anyTraffic(connz()));
            scene.ask(ALL + "CONNZ", "{\"sort\":\"subs\",\"subscriptions\":true,\"acc\":\"A\"}", connz());
            for (String body : List.of(
                    "{\"acc\":\"A\",\"auth\":true,\"subscriptions_detail\":true}",
                    "{\"user\":\"a\",\"auth\":true}",
                    "{\"acc\":\"nobody\"}",
                    "{\"state\":1}",
                    "{\"state\":2,\"acc\":\"A\"}",
                    "{\"cid\":999}",
                    "{\"CID\":5,\"cId\":6}",
                    "{\"acc\":\"A\",\"filter_subject\":\"foo\",\"subscriptions\":true}",
                    "{\"acc\":\"A\",\"filter_subject\":\"foo.*\"}",
                    "{\"acc\":\"A\",\"filter_subject\":\"zz\"}",
                    "{\"filter_subject\":\"foo\"}",
                    "{\"sort\":\"zz\"}",
                    "{\"acc\":\"A\",\"offset\":-1,\"limit\":-5}",
                    "{\"acc\":\"A\",\"offset\":1,\"limit\":1}",
                    "{\"offset\":9223372036854775807,\"limit\":9223372036854775807}",
                    "{\"offset\":-9223372036854775808,\"limit\":1,\"acc\":\"A\"}",
                    "{\"acc\":\"A\",\"acc\":\"B\"}")) {
                scene.ask(ALL + "CONNZ", body, connz());
            }
            for (String body : List.of(
                    "",
                    "{\"subscriptions\":true,\"account\":\"A\"}",
                    "{\"test\":\"foo\",\"subscriptions\":true}",
                    "{\"test\":\"foo.*\"}",
                    "{\"account\":\"ZZ\"}",
                    "{\"offset\":-1,\"limit\":-1,\"subscriptions\":true,\"account\":\"A\"}",
                    "{\"offset\":9223372036854775807,\"limit\":9223372036854775807}")) {
                scene.ask(ALL + "SUBSZ", body, subsz());
            }
            assertEquals("", scene.findings());
        }
    }

    @Test
    void bodiesThatAreWrong() {
        try (Scene scene = Scene.start()) {
            for (String body : List.of(
                    "{\"offset\":\"x\"}",
                    "{\"offset\":1e400}",
                    "{\"offset\":1.5}",
                    "{\"limit\":9223372036854775808}",
                    "{\"auth\":1}",
                    "{\"acc\":[]}",
                    "{\"acc\":{}}",
                    "{\"tags\":[\"a\",5]}",
                    "{\"cid\":-1}",
                    "{\"cid\":\"5\"}",
                    "{\"state\":\"x\"}",
                    "{\"sort\":5}",
                    "[1]",
                    "\"x\"",
                    "true",
                    "7")) {
                scene.ask(ALL + "CONNZ", body, answer());
            }
            JsonComparison inOtherWords = answer().volatileValue("other parsers, other words", "error.description");
            for (String body :
                    List.of("{bad", "{\"a\":", "{} {}", "\u0001", "{\"a\":1,}", "{'a':1}", "nul", "{\"a\":01}")) {
                scene.ask(ALL + "CONNZ", body, inOtherWords);
                scene.ask("$SYS.REQ.ACCOUNT.A.INFO", body, inOtherWords);
                scene.ask("$SYS.REQ.ACCOUNT.PING.STATZ", body, inOtherWords);
                scene.ask("$SYS.REQ.ACCOUNT.NSUBS", body, inOtherWords);
                scene.ask("$SYS.REQ.ACCOUNT.A.CONNS", body, inOtherWords);
            }
            assertEquals("", scene.findings());
        }
    }

    @Test
    void requestsAboutAccounts() {
        try (Scene scene = Scene.start()) {
            for (String account : List.of("A", "B", "$G", "ZZ")) {
                String about = "$SYS.REQ.ACCOUNT." + account + ".";
                scene.ask(about + "SUBSZ", "", subsz());
                scene.ask(about + "CONNZ", "", connz());
                scene.ask(about + "LEAFZ", "", answer());
                scene.ask(about + "JSZ", "", answer());
                scene.ask(about + "INFO", "", account("data"));
                scene.ask(about + "STATZ", "", answer());
                scene.ask(about + "STATZ", "{\"include_unused\":true}", answer());
                scene.ask(about + "CONNS", "", event());
                scene.ask(about + "FOO", "", answer());
            }
            scene.ask("$SYS.REQ.ACCOUNT.A.CONNZ", "{\"acc\":\"B\",\"subscriptions\":true,\"auth\":true}", connz());
            scene.ask("$SYS.REQ.ACCOUNT.A.CONNZ", "{\"server_name\":\"other\"}", connz());
            scene.ask("$SYS.REQ.ACCOUNT.A.INFO", "{\"server_name\":\"other\"}", answer());
            scene.ask("$SYS.REQ.ACCOUNT.A.STATZ", "{\"accounts\":[\"B\"],\"include_unused\":true}", answer());
            scene.ask("$SYS.REQ.ACCOUNT.A.STATZ", "{\"server_name\":\"other\"}", answer());
            scene.ask("$SYS.REQ.ACCOUNT.A.CONNS", "{\"server\":{\"name\":\"x\",\"id\":\"y\"},\"acc\":\"A\"}", event());
            scene.ask("$SYS.REQ.ACCOUNT.A.CONNS", "{\"acc\":\"B\"}", event());
            scene.ask("$SYS.REQ.ACCOUNT.PING.STATZ", "{\"accounts\":[\"A\"]}", answer());
            scene.ask("$SYS.REQ.ACCOUNT.PING.STATZ", "{\"accounts\":[\"B\"]}", answer());
            scene.ask("$SYS.REQ.ACCOUNT.PING.STATZ", "{\"accounts\":[\"B\"],\"include_unused\":true}", answer());
            scene.ask("$SYS.REQ.ACCOUNT.PING.CONNZ", "", connz());
            for (String body : List.of(
                    "",
                    "{\"acc\":\"A\",\"subject\":\"foo\"}",
                    "{\"acc\":\"A\",\"subject\":\"foo\",\"queue\":\"cQ==\"}",
                    "{\"acc\":\"A\",\"subject\":\"foo\",\"queue\":\"q\"}",
                    "{\"acc\":\"A\",\"subject\":\"q.x\"}",
                    "{\"acc\":\"A\",\"subject\":\"q.*\"}",
                    "{\"acc\":\"A\",\"subject\":\">\"}",
                    "{\"acc\":\"A\",\"subject\":\"\"}",
                    "{\"acc\":\"B\",\"subject\":\"foo\"}",
                    "{\"acc\":\"ZZ\",\"subject\":\"foo\"}")) {
                scene.ask("$SYS.REQ.ACCOUNT.NSUBS", body, answer());
            }
            for (String body : List.of("", "foo", "foo q", "_INBOX.r ", " $SYS.none.>", "a b c", "foo.*")) {
                scene.ask("$SYS.DEBUG.SUBSCRIBERS", body, answer());
            }
            assertEquals("", scene.findings());
        }
    }

    @Test
    void requestsOfEveryAccount() {
        try (Scene scene = Scene.start()) {
            for (String subject : List.of(
                    "$SYS.REQ.ACCOUNT.PING.CONNZ",
                    "$SYS.REQ.SERVER.PING.CONNZ",
                    "$SYS.REQ.ACCOUNT.PING.STATZ",
                    "$SYS.REQ.USER.INFO",
                    "$SYS.REQ.SERVER.PING.STATSZ",
                    "$SYS.REQ.SERVER.PING",
                    "$SYS.REQ.ACCOUNT.A.CONNZ",
                    "$SYS.REQ.ACCOUNT.B.STATZ",
                    "$SYS.REQ.USER.A.INFO",
                    "$SYS.DEBUG.SUBSCRIBERS")) {
                JsonComparison own = anyTraffic(connz())
                        .volatileValue("as connections", "data.account_statz[].sent.bytes")
                        .volatileValue("as connections", "data.account_statz[].sent.msgs");
                scene.ask(Side::anna, subject, "", own);
                scene.ask(Side::anna, subject, "{\"acc\":\"B\",\"auth\":true,\"accounts\":[\"B\"]}", own);
            }
            JsonComparison user = answer().sorted("data.permissions.publish.allow", "");
            scene.ask(Side::few, "$SYS.REQ.USER.INFO", "", user);
            scene.ask(Side::clerk, "$SYS.REQ.USER.INFO", "", user);
            scene.ask(Side::clerk, "$SYS.REQ.USER.A.INFO", "", user);
            assertEquals("", scene.findings());
        }
    }

    @Test
    void encodings() {
        try (Scene scene = Scene.start()) {
            for (String wanted : List.of("gzip", "snappy", "s2", "br", "GZIP", "deflate, gzip", "gzip, snappy")) {
                String header = "Accept-Encoding: " + wanted;
                scene.ask(Side::clerk, ALL + "HEALTHZ", "", health(), header);
                scene.ask(Side::clerk, ALL + "VARZ", "", varz(), header);
                scene.ask(
                        Side::clerk, ALL + "IDZ", "", new JsonComparison().volatileValue("of this run", "id"), header);
                scene.ask(Side::clerk, ALL + "STATSZ", "", statsz(), header);
                scene.ask(Side::clerk, ALL + "CONNZ", "{\"offset\":\"x\"}", answer(), header);
                scene.ask(Side::clerk, ALL + "CONNZ", "{\"sort\":\"zz\"}", answer(), header);
                scene.ask(Side::anna, "$SYS.REQ.SERVER.PING.CONNZ", "", anyTraffic(connz()), header);
            }
            assertEquals("", scene.findings());
        }
    }

    private static JsonComparison event() {
        return new JsonComparison()
                .volatileValue("of this run", "id", "timestamp", "server.id", "server.seq", "server.time")
                .volatileValue("of this run", "client.start", "client.stop")
                .volatileValue("servers number their own clients too", "client.id")
                .volatileValue("measured", "client.rtt");
    }

    @Test
    void events() {
        try (Scene scene = Scene.start()) {
            scene.listen();
            scene.events("a client comes", 3, (side, name) -> side.another(SystemClient.as("b", "bob")), event());
            Map<String, SystemClient> bea = new HashMap<>();
            scene.events(
                    "another one comes",
                    3,
                    (side, name) -> bea.put(name, side.another(SystemClient.as("b", "bea"))),
                    event());
            scene.events(
                    "she sends and goes",
                    3,
                    (side, name) -> bea.get(name)
                            .run("SUB x 1\r\nPUB x 3\r\nabc\r\nPUB nobody 2\r\nhi\r\n")
                            .close(),
                    event().ignored("told only once it is measured", "client.rtt")
                            .volatileValue("a client that resets the connection", "reason"));
            scene.events("a wrong password", 2, SystemInteropTest::refuse, event().ignored("measured", "client.rtt"));
            scene.events(
                    "one is kicked",
                    3,
                    (side, name) -> side.clerk().ask(side.filled(ONE + "KICK"), side.filled("{\"cid\":<anna>}")),
                    event().ignored("told only once it is measured", "client.rtt"));
            assertEquals("", scene.findings());
        }
    }

    private static void refuse(Side side, String name) {
        try {
            side.another(",\"user\":\"b\",\"pass\":\"wrong\",\"name\":\"eve\"").close();
        } catch (AssertionError e) {
            return; // as it must be
        }
        throw new AssertionError(name + " let somebody in with a wrong password");
    }

    @Test
    void whatConcernsOneClient() {
        try (Scene scene = Scene.start()) {
            for (String name : List.of("KICK", "LDM")) {
                for (String body :
                        List.of("", "{}", "{\"cid\":999}", "{\"cid\":0}", "{\"cid\":999,\"server_name\":\"other\"}")) {
                    scene.ask(ONE + name, body, answer());
                }
                scene.ask(ALL + name, "{\"cid\":999}", answer());
            }
            scene.ask(ONE + "LDM", "{\"cid\":<anna>}", answer());
            scene.ask(ONE + "KICK", "{\"cid\":<anna>}", answer());
            scene.ask(ONE + "KICK", "{\"cid\":<anna>}", answer());
            scene.ask(ONE + "RELOAD", "", answer());
            scene.ask(ONE + "RELOAD", "{\"server_name\":\"other\"}", answer());
            scene.ask(ONE + "RELOAD", "{\"tags\":1}", answer());
            scene.ask(ALL + "RELOAD", "", answer());
            assertEquals("", scene.findings());
        }
    }
}

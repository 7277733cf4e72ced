/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** The same session is logged by nats-server and by this server in the same words, in the same order per connection. */
class LogLinesInteropTest {
    private static final String HEADERS = "NATS/1.0\r\nA: b\r\n\r\n";

    /** Runs a session on a server and returns its log. */
    private static LogLines session(ServerExecutable executable, String configuration, String... flags) {
        ServerProcess server = ServerProcess.start(executable, configuration, List.of(flags));
        String last = "[PUB end 0]";
        try (server;
                WireClient subscriber = WireClient.connect(
                        server.port(),
                        "\"verbose\":false,\"headers\":true,\"name\":\"sub\",\"lang\":\"go\",\"version\":\"1\"");
                WireClient publisher = WireClient.connect(
                        server.port(), "\"verbose\":false,\"headers\":true,\"no_responders\":true,\"name\":\"pub\"")) {
            subscriber.send("SUB foo.* 1\r\nSUB q g 2\r\nPING\r\n");
            subscriber.expect("PONG\r\n");
            publisher.send("PUB foo.a 5\r\nhello\r\nPUB foo.a r 3\r\na\nb\r\nPUB foo.a 0\r\n\r\nPUB q 1\r\nx\r\n"
                    + "HPUB foo.b r 18 20\r\n" + HEADERS + "xy\r\nPUB foo.c 40\r\n" + "z".repeat(40) + "\r\n"
                    + "SUB inbox 3\r\nPUB nobody 1\r\nx\r\nUNSUB 3\r\nPING\r\n");
            publisher.expect("PONG\r\n");
            subscriber.drained();
            subscriber.send("UNSUB 2\r\nPUB end 0\r\n\r\nPING\r\n");
            subscriber.expect("PONG\r\n");
            server.awaitLog(flags.length > 0 || !configuration.isEmpty() ? last : "");
            LogLines lines = LogLines.of(server);
            publisher.send("PING\r\n");
            publisher.expect("PONG\r\n");
            return lines;
        }
    }

    private static void assertSame(String configuration, String... flags) {
        Map<Integer, List<String>> expected =
                session(ServerExecutable.peer(), configuration, flags).byConnection();
        Map<Integer, List<String>> actual =
                session(ServerExecutable.underTest(), configuration, flags).byConnection();
        assertEquals(2, expected.size());
        for (int place = 0; place < 2; place++) {
            assertEquals(String.join("\n", expected.get(place)), String.join("\n", actual.get(place)));
        }
        assertTrue(String.join("\n", actual.get(0)).contains("->> [MSG foo.a 1 5]"), actual.toString());
    }

    @Test
    void debugAndTrace() {
        assertSame("", "-DV");
    }

    @Test
    void traceAlone() {
        assertSame("trace: true\n");
    }

    @Test
    void headersAlone() {
        assertSame("trace_headers: true\n");
    }

    @Test
    void cutMessages() {
        assertSame("trace: true\nmax_traced_msg_len: 4\n");
    }

    private static final String ACCOUNTS = """
            debug: true
            trace: true
            max_subscriptions: 3
            max_payload: 8
            max_control_line: 512
            accounts {
              A { users: [ { user: alice, password: s3cret-a, permissions: { publish: "ok.>", subscribe: "ok.>" } } ] }
              B { users: [ { user: bob, password: s3cret-b } ] }
            }
            """;

    /** What is refused is logged with who it was. What belongs together may come in another order. */
    @Test
    void whatIsRefused() {
        Map<Integer, List<String>> expected = refusals(ServerExecutable.peer());
        Map<Integer, List<String>> actual = refusals(ServerExecutable.underTest());
        assertEquals(expected.size(), actual.size());
        for (int place = 0; place < expected.size(); place++) {
            assertEquals(String.join("\n", expected.get(place)), String.join("\n", actual.get(place)));
        }
    }

    private static Map<Integer, List<String>> refusals(ServerExecutable executable) {
        String alice = "\"verbose\":false,\"user\":\"alice\",\"pass\":\"s3cret-a\",\"lang\":\"go\",\"version\":\"1\"";
        try (ServerProcess server = ServerProcess.start(executable, ACCOUNTS, List.of())) {
            try (WireClient client = WireClient.connect(server.port(), alice)) {
                client.send("PUB no 0\r\n\r\nPUB ok.a bad reply 0\r\n");
                client.readToEnd();
            }
            try (WireClient client = WireClient.connect(server.port(), alice + ",\"pedantic\":true")) {
                client.send("PUB no.a 0\r\n\r\nSUB no 1\r\nSUB no q 2\r\nSUB ok.a 3\r\nSUB ok.b 4\r\nSUB ok.c 5\r\n"
                        + "SUB ok.d 6\r\nPUB ok.a 9\r\n");
                client.readToEnd();
            }
            String bob = "CONNECT {\"verbose\":false,\"user\":\"bob\",\"pass\":\"%s\",\"name\":\"b\"}\r\n";
            for (String session : List.of(
                    bob.formatted("wrong"),
                    bob.formatted("s3cret-b") + "FOO\r\n",
                    bob.formatted("s3cret-b") + "PUB " + "x".repeat(600) + "\r\n")) {
                try (WireClient client = WireClient.connect(server.port())) {
                    client.send(session);
                    client.readToEnd();
                }
            }
            server.awaitLog("Client connection closed: Maximum Control Line Exceeded");
            Map<Integer, List<String>> lines = LogLines.of(server).byConnection();
            lines.values().forEach(LogLinesInteropTest::sortWithoutStates);
            return lines;
        }
    }

    private static void sortWithoutStates(List<String> lines) {
        lines.replaceAll(line -> line.replaceFirst("(Client parser ERROR, ).*", "$1"));
        lines.sort(null);
    }

    @Test
    void traceVerboseShowsWhatTheServerItselfSays() {
        for (ServerExecutable executable : List.of(ServerExecutable.peer(), ServerExecutable.underTest())) {
            assertTrue(comes(executable, "-VV").contains("[TRC] SYSTEM - <<- [PUB $SYS.ACCOUNT.A.CONNECT  "));
            assertFalse(comes(executable, "-V").contains("SYSTEM -"));
        }
    }

    /** Returns the log of a server that tells of a client who comes. */
    private static String comes(ServerExecutable executable, String flag) {
        String configuration = """
                system_account: S
                accounts {
                  A { users: [ { user: alice, password: s3cret-a } ] }
                  S { users: [ { user: sys, password: s3cret-s } ] }
                }
                """;
        try (ServerProcess server = ServerProcess.start(executable, configuration, List.of(flag));
                WireClient system =
                        WireClient.connect(server.port(), "\"verbose\":false,\"user\":\"sys\",\"pass\":\"s3cret-s\"")) {
            system.send("SUB $SYS.ACCOUNT.A.CONNECT 1\r\nPING\r\n");
            system.expect("PONG\r\n");
            WireClient.connect(server.port(), "\"verbose\":false,\"user\":\"alice\",\"pass\":\"s3cret-a\"")
                    .close();
            assertTrue(system.line().startsWith("MSG $SYS.ACCOUNT.A.CONNECT 1 "));
            server.awaitLog("->> MSG_PAYLOAD: ");
            return server.log();
        }
    }

    @Test
    void aReloadThatTakesAndOneThatDoesNot() throws IOException {
        List<String> expected = reloads(ServerExecutable.peer());
        // What nats-server says at every reload, whether or not anything of it has changed.
        expected = expected.stream()
                .filter(line -> !line.equals("[INF] Reloaded: accounts"))
                .filter(line -> !line.equals("[INF] Reloaded: authorization users"))
                .toList();
        assertEquals(
                expected.stream().sorted().toList(),
                reloads(ServerExecutable.underTest()).stream().sorted().toList());
    }

    private static List<String> reloads(ServerExecutable executable) throws IOException {
        try (ServerProcess server = ServerProcess.start(executable, "max_payload: 1000\n", List.of())) {
            var file = server.folder().resolve("server.conf");
            Files.writeString(file, "max_payload: 2000\ntrace: true\n");
            server.signal("HUP");
            server.awaitLog("Reloaded server configuration");
            Files.writeString(file, "max_payload: 2000\ntrace: true\nmax_subscriptions: 3\n");
            server.signal("HUP");
            server.awaitLog("config reload not supported");
            LogLines lines = LogLines.of(server);
            return lines.all().stream()
                    .filter(line -> line.contains("eload") || line.contains("Trapped"))
                    .toList();
        }
    }

    /** Returns the fingerprints that a server tells. */
    private static List<String> digests(ServerExecutable executable) throws IOException {
        try (ServerProcess server = ServerProcess.start(executable, "max_payload: 1000\n", List.of())) {
            Files.writeString(server.folder().resolve("server.conf"), "max_payload: 2000 # two\n");
            server.signal("HUP");
            server.awaitLog("Reloaded server configuration");
            return server.log()
                    .lines()
                    .filter(line -> line.contains("sha256:"))
                    .map(line -> line.replaceFirst(".*\\((sha256:[0-9a-f]{64})\\).*", "$1"))
                    .toList();
        }
    }

    @Test
    void theFingerprintsOfTheConfiguration() throws IOException {
        List<String> expected = digests(ServerExecutable.peer());
        assertEquals(2, expected.size());
        assertEquals(expected, digests(ServerExecutable.underTest()));
    }
}

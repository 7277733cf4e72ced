/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.compat.server.Await;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/**
 * Lame duck mode as clients, monitoring and the log see it, on nats-server and on this server: what happens and in which
 * order, but not when.
 */
class LameDuckInteropTest {
    private static final int CLIENTS = 3;
    private static final String TIMES = "lame_duck_duration: '30s'\nlame_duck_grace_period: '100ms'\n";

    /** Has a server hand over its clients and returns what there was to see, in order. */
    private static List<String> handOver(ServerExecutable executable) {
        List<String> seen = new ArrayList<>();
        ServerProcess server = ServerProcess.start(executable, TIMES, List.of("-D"));
        List<WireClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(ready(server));
            }
            server.expectEnd();
            server.signal("USR2");
            for (WireClient client : clients) {
                String info = client.line();
                seen.add(info.startsWith("INFO {") && info.contains("\"ldm\":true") ? "told" : info);
            }
            server.signal("USR2"); // does nothing: it has begun
            server.signal("TERM"); // neither does this
            seen.add("status " + server.awaitExit());
            for (WireClient client : clients) {
                seen.add("then " + client.readToEnd());
            }
        } finally {
            clients.forEach(WireClient::close);
            server.expectEnd();
            server.close();
        }
        LogLines.of(server).all().stream()
                .filter(line -> line.startsWith("[INF]") || line.contains("connection closed"))
                .filter(line -> !line.contains("SYSTEM"))
                .map(line -> line.replaceAll("cid:\\d+", "cid:ID"))
                .dropWhile(line -> !line.contains("Server is ready"))
                .forEach(seen::add);
        return seen;
    }

    private static WireClient ready(ServerProcess server) {
        WireClient client = WireClient.connect(server.port());
        client.send("CONNECT {\"verbose\":false,\"protocol\":1}\r\nPING\r\n");
        client.expect("PONG\r\n");
        String info = client.line(); // what a client is told of itself, with its first PONG
        assertTrue(info.contains("\"connect_info\":true"), info);
        return client;
    }

    @Test
    void clientsAreToldAndClosedOneByOne() {
        List<String> expected = handOver(ServerExecutable.peer());
        assertEquals(
                CLIENTS,
                expected.stream()
                        .filter(line -> line.contains("Server Shutdown"))
                        .count(),
                expected.toString());
        assertEquals(String.join("\n", expected), String.join("\n", handOver(ServerExecutable.underTest())));
    }

    /** Returns what an interrupt makes of lame duck mode while clients have their grace period. */
    private static List<String> interrupted(ServerExecutable executable) {
        ServerProcess server = ServerProcess.start(
                executable, "lame_duck_duration: '60s'\nlame_duck_grace_period: '50s'\n", List.of());
        try (WireClient client = ready(server)) {
            server.expectEnd();
            server.signal("USR2");
            assertTrue(client.line().contains("\"ldm\":true"));
            server.signal("INT");
            int status = server.awaitExit();
            return List.of(
                    "status " + status,
                    String.join(
                            "\n",
                            LogLines.of(server).with("[INF]").stream()
                                    .dropWhile(line -> !line.contains("Server is ready"))
                                    .toList()));
        } finally {
            server.close();
        }
    }

    @Test
    void anInterruptCutsItShort() {
        assertEquals(interrupted(ServerExecutable.peer()), interrupted(ServerExecutable.underTest()));
    }

    @Test
    void theMonitorSaysThatTheServerIsNotHealthy() {
        assertEquals(List.of(200, 500), health(ServerExecutable.peer()));
        assertEquals(List.of(200, 500), health(ServerExecutable.underTest()));
    }

    private static List<Integer> health(ServerExecutable executable) {
        ServerProcess server = ServerProcess.start(
                executable, "lame_duck_duration: '60s'\nlame_duck_grace_period: '50s'\n", List.of("-m", "-1"));
        try (WireClient client = ready(server)) {
            int before = HealthPage.status(server.monitorPort());
            server.expectEnd();
            server.signal("USR2");
            assertTrue(client.line().contains("\"ldm\":true"));
            Await.until(
                    "the server says that it leaves",
                    Duration.ofSeconds(5),
                    () -> HealthPage.status(server.monitorPort()) != 200);
            int during = HealthPage.status(server.monitorPort());
            server.signal("INT");
            server.awaitExit();
            return List.of(before, during);
        } finally {
            server.close();
        }
    }
}

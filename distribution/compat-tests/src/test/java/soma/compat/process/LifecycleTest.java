/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.compat.server.Await;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

class LifecycleTest {

    private static final Pattern LOG_LINE = Pattern.compile(
            "\\[\\d+] \\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} \\[(INF|DBG|TRC|WRN|ERR|FTL)] .*");

    private static void pings(ServerProcess server) {
        try (WireClient client = WireClient.connect(server.port())) {
            client.send("PING\r\n");
            client.expect("PONG\r\n");
        }
    }

    @Test
    void the_ports_file_bears_the_process_id_and_goes_with_the_process() {
        try (ServerProcess server = ServerProcess.start()) {
            Path ports = server.folder().resolve("nats-server_" + server.pid() + ".ports");
            assertTrue(Files.exists(ports), ports + " is missing");
            pings(server);
            server.stop();
            assertFalse(Files.exists(ports), ports + " is left over");
        }
    }

    @Test
    void the_ports_file_tells_the_port_of_the_monitor() {
        try (ServerProcess server = ServerProcess.start("-m", "-1")) {
            assertTrue(server.monitorPort() > 0 && server.monitorPort() != server.port());
        }
    }

    @Test
    void the_pid_file_holds_the_process_id(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("pid");
        try (ServerProcess server = ServerProcess.start("-P", file.toString())) {
            assertEquals(Long.toString(server.pid()), Files.readString(file).trim());
        }
    }

    @Test
    void the_log_tells_what_scripts_wait_for() {
        try (ServerProcess server = ServerProcess.start()) {
            String log = server.log();
            assertInOrder(
                    log,
                    "[INF] Starting nats-server",
                    "[INF]   Version:  ",
                    "[INF] Listening for client connections on 127.0.0.1:" + server.port(),
                    "[INF] Server is ready");
            assertTrue(log.contains("[" + server.pid() + "] "), log);
            log.lines().forEach(line -> assertTrue(LOG_LINE.matcher(line).matches(), "no log line: " + line));
        }
    }

    @Test
    void the_log_tells_of_the_monitor_before_the_clients() {
        try (ServerProcess server = ServerProcess.start("-m", "-1")) {
            assertInOrder(
                    server.log(),
                    "[INF]   Version:  ",
                    "[INF] Starting http monitor on 127.0.0.1:" + server.monitorPort(),
                    "[INF] Listening for client connections on 127.0.0.1:" + server.port());
        }
    }

    private static void assertInOrder(String log, String... wanted) {
        int at = 0;
        for (String line : wanted) {
            int found = log.indexOf(line, at);
            assertTrue(found >= 0, "'" + line + "' is missing or too early in:\n" + log);
            at = found;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void a_signal_ends_the_server_at_once_with_status_zero(String signal) {
        try (ServerProcess server = ServerProcess.start();
                WireClient client = WireClient.connect(server.port(), "\"verbose\":false")) {
            long started = System.nanoTime();
            server.signal(signal);
            assertEquals(0, server.awaitExit());
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took.toString());
            client.expectClosed();
            String log = server.log();
            assertTrue(log.contains("[INF] Initiating Shutdown...") && log.contains("[INF] Server Exiting.."), log);
        }
    }

    @Test
    void a_killed_server_may_be_started_again_on_the_same_port() {
        ServerProcess first = ServerProcess.start();
        int port = first.port();
        first.kill();
        try (ServerProcess second = ServerProcess.start("-p", Integer.toString(port))) {
            assertEquals(port, second.port());
            pings(second);
        }
    }

    @Test
    void a_port_in_use_ends_the_start() {
        try (ServerProcess first = ServerProcess.start()) {
            ServerProcess second = ServerProcess.spawn(
                    ServerExecutable.underTest(), null, List.of("-p", Integer.toString(first.port())));
            assertEquals(1, second.awaitExit());
            String log = second.log();
            assertTrue(log.contains("[FTL] Error listening on port: 127.0.0.1:" + first.port()), log);
            assertTrue(log.contains("address already in use"), log);
            pings(first);
        }
    }

    @Test
    void hup_reloads_the_configuration() throws IOException {
        try (ServerProcess server = ServerProcess.startWithConfiguration("max_payload: 1000\n")) {
            Path configuration = server.folder().resolve("server.conf");
            try (WireClient client = WireClient.connect(server.port(), "\"verbose\":false")) {
                Files.writeString(configuration, "max_payload: 2000\n");
                server.signal("HUP");
                server.awaitLog("[INF] Reloaded server configuration");
                assertTrue(server.log().contains("[INF] Reloaded: max_payload = 2000"), server.log());
                client.send("PUB foo 2000\r\n" + "x".repeat(2000) + "\r\nPING\r\n");
                client.expect("PONG\r\n");
            }
        }
    }

    @Test
    void hup_with_a_broken_configuration_changes_nothing() throws IOException {
        try (ServerProcess server = ServerProcess.startWithConfiguration("max_payload: 1000\n")) {
            Files.writeString(server.folder().resolve("server.conf"), "max_payload: {\n");
            server.signal("HUP");
            server.awaitLog("[ERR] Failed to reload server configuration: ");
            pings(server);
        }
    }

    @Test
    void usr1_opens_the_log_file_again(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("server.log");
        ServerProcess server = ServerProcess.spawn(ServerExecutable.underTest(), null, List.of("-l", log.toString()));
        try {
            Await.until(
                    "the log file says ready",
                    Duration.ofSeconds(20),
                    () -> read(log).contains("Server is ready"));
            Path old = Files.move(log, folder.resolve("server.log.1"));
            server.signal("USR1");
            Await.until(
                    "a new log file is written",
                    Duration.ofSeconds(5),
                    () -> read(log).contains("File log re-opened"));
            assertTrue(read(old).contains("Server is ready"));
        } finally {
            server.close();
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void usr2_without_clients_ends_the_server() {
        try (ServerProcess server = ServerProcess.start()) {
            server.signal("USR2");
            assertEquals(0, server.awaitExit());
            assertTrue(
                    server.log().contains("[INF] Entering lame duck mode, stop accepting new clients"), server.log());
        }
    }

    @Test
    void usr2_with_a_client_tells_it_and_accepts_no_more() {
        try (ServerProcess server = ServerProcess.start();
                WireClient client = WireClient.connect(server.port())) {
            client.send("CONNECT {\"verbose\":false,\"protocol\":1}\r\nPING\r\n");
            client.expect("PONG\r\n");
            assertTrue(client.line().contains("\"connect_info\":true"));
            server.signal("USR2");
            String info = client.line();
            assertTrue(info.startsWith("INFO {") && info.contains("\"ldm\":true"), info);
            Await.until("no connection is accepted", Duration.ofSeconds(5), () -> !accepts(server));
            client.send("PING\r\n");
            client.expect("PONG\r\n");
            server.signal("INT");
            server.awaitExit();
        }
    }

    private static boolean accepts(ServerProcess server) {
        try (WireClient other = WireClient.open(server.port())) {
            return other.drain(Duration.ofMillis(200)).length > 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void the_signal_flag_reaches_a_running_server() throws Exception {
        try (ServerProcess server = ServerProcess.start()) {
            Command command = Command.run("--signal", "stop=" + server.pid());
            assertEquals(0, command.status(), command.err());
            server.awaitExit();
        }
    }
}

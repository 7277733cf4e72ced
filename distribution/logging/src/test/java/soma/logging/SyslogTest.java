/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SyslogTest {
    private static final Instant NOON = Instant.parse("2026-11-05T12:00:00Z");

    @TempDir
    Path directory;

    private static Line line(String text) {
        Line line = new Line();
        new Layout.LocalSyslog("nats-server", 42).write(NOON, Label.INFO, text, line);
        return line;
    }

    /** Returns the time as daemons want it, in the zone of this machine. */
    private static String stamp() {
        int hour = NOON.atZone(ZoneId.systemDefault()).getHour();
        int day = NOON.atZone(ZoneId.systemDefault()).getDayOfMonth();
        return "Nov  " + day + (hour < 10 ? " 0" : " ") + hour + ":00:00";
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void sendsDatagramsToTheDaemonOfThisMachine() throws Throwable {
        Path path = directory.resolve("log");
        try (UnixDatagramReceiver daemon = new UnixDatagramReceiver(path);
                LocalSyslogOutput output = new LocalSyslogOutput(List.of(directory.resolve("absent"), path))) {
            output.append(line("one\n<0>two"));
            output.append(line("three"));
            assertEquals("<29>" + stamp() + " nats-server[42]: one\\n<0>two\n", daemon.receive());
            assertEquals("<29>" + stamp() + " nats-server[42]: three\n", daemon.receive());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsTheDaemonAgainAfterItWasRestarted() throws Throwable {
        Path path = directory.resolve("log");
        UnixDatagramReceiver before = new UnixDatagramReceiver(path);
        try (LocalSyslogOutput output = new LocalSyslogOutput(List.of(path))) {
            before.close();
            Files.delete(path);
            try (UnixDatagramReceiver after = new UnixDatagramReceiver(path)) {
                output.append(line("again"));
                assertTrue(after.receive().endsWith(": again\n"));
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDaemonThatReadsNothingHoldsUpNobody() throws Throwable {
        Path path = directory.resolve("log");
        try (UnixDatagramReceiver daemon = new UnixDatagramReceiver(path);
                LocalSyslogOutput output = new LocalSyslogOutput(List.of(path))) {
            for (int i = 0; i < 10_000; i++) {
                output.append(line("line " + i));
            }
            assertTrue(daemon.receive().endsWith(": line 0\n"));
        }
    }

    @Test
    void aMachineWithoutADaemonIsRefused() {
        List<Path> candidates = List.of(directory.resolve("absent"));
        IOException refusal = assertThrows(IOException.class, () -> new LocalSyslogOutput(candidates));
        assertEquals("syslog: no daemon takes datagrams at any of " + candidates, refusal.getMessage());
    }

    @Test
    void sendsLinesOnOneConnection() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String host = server.getInetAddress().getHostAddress();
            var options = new LogOptions.Syslog(LogOptions.Protocol.TCP, host, server.getLocalPort(), "nats-server");
            TcpSyslogOutput output = new TcpSyslogOutput(options);
            try (Socket accepted = server.accept();
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(accepted.getInputStream(), StandardCharsets.UTF_8))) {
                output.append(line("one"));
                output.append(line("two"));
                assertTrue(reader.readLine().endsWith("nats-server[42]: one"));
                assertTrue(reader.readLine().endsWith("nats-server[42]: two"));
                output.close();
                assertEquals(-1, reader.read());
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsRefused() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        var options = new LogOptions.Syslog(LogOptions.Protocol.TCP, "127.0.0.1", port, "nats-server");
        assertThrows(IOException.class, () -> new TcpSyslogOutput(options));
    }
}

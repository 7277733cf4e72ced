/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of transforms held against a real nats-server: {@code -Dsoma.nats-server=PATH}, or the one on the path of the
 * system. Without one there is nothing to do.
 */
@Timeout(60)
final class NatsServerTransformsTest {
    private static final String READY = "Listening for client connections on ";

    /** One line of the table. */
    private record Row(String source, String destination, String subject, String expected) {
        static Row of(String line) {
            String[] fields = line.split(" ", -1);
            return new Row(fields[0], fields[1], fields[2], fields[3]);
        }
    }

    @TempDir
    private Path folder;

    @Test
    void natsServerMapsAsTheTableSays() throws IOException {
        List<Row> rows = rows();
        Process server = start(rows);
        try {
            int port = port(server);
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                assertEquals(row.expected(), publish(port, "u" + i, row.subject()), row.toString());
            }
        } finally {
            server.destroy();
        }
    }

    private static List<Row> rows() throws IOException {
        try (var table = Objects.requireNonNull(NatsServerTransformsTest.class.getResourceAsStream("transforms.csv"))) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        }
    }

    /** Starts a server in which each row has an account of its own. */
    private Process start(List<Row> rows) throws IOException {
        Optional<Path> executable = executable();
        assumeTrue(executable.isPresent(), "no nats-server");
        var text = new StringBuilder("host: 127.0.0.1, port: -1\naccounts {\n");
        IntStream.range(0, rows.size())
                .forEach(i -> text.append("A" + i + " { users: [{user: u" + i + ", password: p}]")
                        .append(", mappings: { \"" + rows.get(i).source() + "\": \"")
                        .append(rows.get(i).destination() + "\" } }\n"));
        Path file = Files.writeString(folder.resolve("mappings.conf"), text.append("}\n"));
        return new ProcessBuilder(executable.get().toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static Optional<Path> executable() {
        Path named = Path.of(System.getProperty("soma.nats-server", "nats-server"));
        return named.isAbsolute()
                ? Optional.of(named).filter(Files::isExecutable)
                : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).resolve(named))
                        .filter(Files::isExecutable)
                        .findFirst();
    }

    private static int port(Process server) throws IOException {
        var log = server.inputReader(UTF_8);
        var said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            if (line.contains(READY)) {
                return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            }
        }
        throw new IllegalStateException("nats-server did not start: " + said);
    }

    private static String publish(int port, String user, String subject) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            // only what comes in a later read than CONNECT is mapped
            send(socket, "CONNECT {\"user\":\"" + user + "\",\"pass\":\"p\",\"verbose\":false}\r\nSUB > 1\r\nPING\r\n");
            await(in, "PONG");
            send(socket, "PUB " + subject + " 0\r\n\r\n");
            return await(in, "MSG").split(" ", -1)[1];
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String await(BufferedReader in, String verb) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(verb)) {
                return line;
            }
        }
        throw new IllegalStateException("the connection ended before " + verb);
    }
}

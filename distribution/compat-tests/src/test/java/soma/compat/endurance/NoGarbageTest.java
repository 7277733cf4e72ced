/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.endurance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import soma.compat.server.ServerProcess;

/**
 * Ten million messages leave nothing for the collector to collect. A single collection may come from what was allocated
 * before them, so there is a second try, for which a collection has made room: one object per message would fill the
 * server's young generation of four megabytes dozens of times in either.
 */
class NoGarbageTest {

    private static final int WARM_UP = 3_000_000;
    private static final int MESSAGES = 10_000_000;
    private static final String MESSAGE = "PUB greet.all 16\r\n0123456789abcdef\r\n";
    private static final String DELIVERY = "MSG greet.all 1 16\r\n0123456789abcdef\r\n";
    private static final int BATCH = 2_000;
    private static final byte[] BURST = MESSAGE.repeat(BATCH).getBytes(StandardCharsets.ISO_8859_1);
    private static final int TIMEOUT_MILLIS = 20_000;

    private static ServerProcess start() {
        return ServerProcess.startWithJvmOptions("-Xlog:gc:file=gc.log");
    }

    private static long collections(ServerProcess server) throws IOException {
        String log = Files.readString(server.folder().resolve("gc.log"));
        assertTrue(log.contains("Using Serial"), () -> "the collector's log is not what it was: " + log);
        return log.lines().filter(line -> line.contains("Pause")).count();
    }

    /** A connection that has exchanged PING and PONG. */
    private static Socket connect(ServerProcess server, String more) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        send(socket, "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n" + more);
        ping(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void ping(Socket socket) throws IOException {
        send(socket, "PING\r\n");
        var line = new StringBuilder();
        while (!line.toString().endsWith("PONG\r\n")) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, () -> "the server closed after " + line);
            line.append((char) next);
        }
    }

    private static void publish(Socket publisher, int messages) throws IOException {
        for (int sent = 0; sent < messages; sent += BATCH) {
            publisher.getOutputStream().write(BURST);
        }
        ping(publisher);
    }

    /** Takes as many bytes as that many deliveries have. */
    private static void drain(Socket subscriber, int messages) throws IOException {
        InputStream in = subscriber.getInputStream();
        byte[] buffer = new byte[256 * 1024];
        for (long left = (long) messages * DELIVERY.length(); left > 0; ) {
            int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            assertTrue(got > 0, "the server closed the subscriber's connection");
            left -= got;
        }
    }

    private static void exchange(Socket publisher, Socket subscriber, int messages) throws IOException {
        CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> {
            try {
                drain(subscriber, messages);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        publish(publisher, messages);
        drained.join();
    }

    private interface Work {
        void send(int messages) throws IOException;
    }

    private static void assertNothingIsCollected(ServerProcess server, Work work) throws IOException {
        work.send(WARM_UP);
        long first = collections(server);
        work.send(MESSAGES);
        long second = collections(server);
        if (second == first) {
            return;
        }
        assertTrue(second == first + 1, () -> second - first + " collections during " + MESSAGES + " messages");
        work.send(MESSAGES);
        long third = collections(server);
        assertTrue(third == second, () -> third - first + " collections during " + 2 * MESSAGES + " messages");
    }

    @Test
    void messages_that_nobody_listens_to_leave_no_garbage() throws IOException {
        try (ServerProcess server = start();
                Socket publisher = connect(server, "")) {
            assertNothingIsCollected(server, messages -> publish(publisher, messages));
        }
    }

    @Test
    void messages_that_are_delivered_leave_no_garbage() throws IOException {
        try (ServerProcess server = start();
                Socket subscriber = connect(server, "SUB greet.* 1\r\n");
                Socket publisher = connect(server, "")) {
            assertNothingIsCollected(server, messages -> exchange(publisher, subscriber, messages));
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines to a syslog server over TCP. A thread of its own connects and writes, since who logs must not wait for a
 * network; lines that come faster than they leave are counted, and the server is told how many are missing.
 */
final class TcpSyslogOutput implements Output {
    private static final int WAITING = 8 * 1024;
    private static final int CONNECT_MILLIS = 3_000;
    private static final byte[] END = {};

    private final LogOptions.Syslog options;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer;
    private @Nullable Socket socket;

    /** Connects, so that a wrong address is known at once. */
    TcpSyslogOutput(LogOptions.Syslog options) throws IOException {
        this.options = options;
        this.socket = connect();
        this.writer = Thread.ofVirtual().name("soma-syslog").start(this::run);
    }

    private Socket connect() throws IOException {
        Socket made = new Socket();
        try {
            made.connect(new InetSocketAddress(options.host(), options.port()), CONNECT_MILLIS);
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    @Override
    public List<Notice> write(Instant now, Line line) {
        append(line);
        return List.of();
    }

    @Override
    public void append(Line line) {
        if (!queue.offer(Arrays.copyOf(line.bytes(), line.length()))) {
            lost.incrementAndGet();
        }
    }

    /** Ends once what waits is written; does not wait for that longer than a connect may take. */
    @Override
    public void close() {
        if (!queue.offer(END)) {
            writer.interrupt();
        }
        try {
            writer.join(CONNECT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
    }

    private void run() {
        try {
            for (byte[] line = queue.take(); line.length > 0; line = queue.take()) {
                deliver(line);
            }
        } catch (InterruptedException e) {
            // the log is closed with lines that nobody takes
        } finally {
            disconnect();
        }
    }

    /** Writes a line, on a new connection if the old one broke; what cannot be written then is lost. */
    private void deliver(byte[] line) {
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                Socket connected = socket == null ? connect() : socket;
                socket = connected;
                OutputStream out = connected.getOutputStream();
                long missing = lost.get();
                if (missing > 0) {
                    out.write(gap(line, missing));
                    lost.addAndGet(-missing);
                }
                out.write(line);
                return;
            } catch (IOException e) {
                disconnect();
            }
        }
        lost.incrementAndGet();
    }

    /** Returns a line with the head of another one. */
    private static byte[] gap(byte[] line, long missing) {
        String head = new String(line, StandardCharsets.UTF_8).split("\\]: ", 2)[0];
        return (head + "]: " + missing + " lines of the log were lost\n").getBytes(StandardCharsets.UTF_8);
    }

    private void disconnect() {
        Socket last = socket;
        socket = null;
        if (last != null) {
            try {
                last.close();
            } catch (IOException e) {
                // it is of no use any more either way
            }
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import soma.compat.transcript.Escapes;

/**
 * One TCP connection to a server. Text is ISO 8859-1: one character is one byte. Every read has a deadline of five seconds and fails
 * with what had arrived. Closing resets the connection, so that thousands of tests leave no TIME_WAIT behind.
 */
public final class WireClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Socket socket;
    private final int serverPort;
    private byte[] pending = {};
    private boolean ended;

    private WireClient(Socket socket, int serverPort) {
        this.socket = socket;
        this.serverPort = serverPort;
    }

    /** Connects, reads nothing. */
    public static WireClient open(int port) {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoLinger(true, 0);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Math.toIntExact(LIMIT.toMillis()));
            return new WireClient(socket, port);
        } catch (IOException e) {
            throw new UncheckedIOException("connecting to port " + port, e);
        }
    }

    /** Connects and reads the first INFO. */
    public static WireClient connect(int port) {
        WireClient client = open(port);
        String info = client.line();
        if (!info.startsWith("INFO {") || !info.endsWith("} \r\n")) {
            throw new AssertionError("the server's first line is not INFO: " + Escapes.escape(info));
        }
        return client;
    }

    /** Connects, then exchanges CONNECT with these JSON members and PING for PONG. */
    public static WireClient connect(int port, String members) {
        WireClient client = connect(port);
        client.send("CONNECT {" + members + "}\r\nPING\r\n");
        client.expect("PONG\r\n");
        return client;
    }

    public void send(String text) {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends; that the server has closed meanwhile is no failure, since reading tells. */
    public void send(byte[] bytes) {
        trySend(bytes);
    }

    /** Sends and returns whether the connection still took the bytes. */
    public boolean trySend(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns when the server has read all that was sent, or closed. */
    public void awaitRead() {
        ReceiveQueue.awaitEmpty(serverPort, socket.getLocalPort());
    }

    /** Fails unless exactly these bytes come next; the server's own PINGs in between are skipped. */
    public void expect(String text) {
        expect(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void expect(byte[] expected) {
        skipPings(expected);
        byte[] got = take(expected.length, LIMIT);
        if (!Arrays.equals(got, expected)) {
            byte[] more = take(200, Duration.ofMillis(50));
            throw new AssertionError("expected " + Escapes.escape(expected) + "\nbut got  " + Escapes.escape(got)
                    + (more.length > 0 ? "\nfollowed by " + Escapes.escape(more) : "") + (ended ? "\nand the end of the connection" : ""));
        }
    }

    private void skipPings(byte[] expected) {
        if (expected.length == 0 || expected[0] == PING[0]) {
            return;
        }
        while (fill(1, LIMIT) && pending[0] == PING[0] && fill(PING.length, LIMIT) && startsWith(pending, PING)) {
            pending = Arrays.copyOfRange(pending, PING.length, pending.length);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /** Fails unless the server has closed the connection without sending anything more. */
    public void expectClosed() {
        String rest = readToEnd();
        if (!rest.isEmpty()) {
            throw new AssertionError("expected the end of the connection but got " + Escapes.escape(rest));
        }
    }

    /** Everything up to the end of the connection, which must come. */
    public String readToEnd() {
        byte[] rest = take(Integer.MAX_VALUE, LIMIT);
        if (!ended) {
            throw new AssertionError("expected the end of the connection but it is open; got " + Escapes.escape(rest));
        }
        return new String(rest, StandardCharsets.ISO_8859_1);
    }

    /** The next line with its line end. */
    public String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            byte[] next = take(1, LIMIT);
            line.writeBytes(next);
            if (next.length == 0) {
                throw new AssertionError("expected a whole line but got " + Escapes.escape(line.toByteArray())
                        + (ended ? " and the end of the connection" : ""));
            }
            if (next[0] == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
        }
    }

    /** The next line that is no INFO and no PING from the server. */
    public String answer() {
        String line = line();
        while (line.startsWith("INFO ") || line.equals("PING\r\n")) {
            line = line();
        }
        return line;
    }

    /** What arrives until nothing has arrived for {@code quiet}, or until the end. */
    public byte[] drain(Duration quiet) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = take(1, quiet);
        while (some.length > 0) {
            all.writeBytes(some);
            all.writeBytes(pending);
            pending = new byte[0];
            some = take(1, quiet);
        }
        return all.toByteArray();
    }

    /** Whether the end of the connection has been read. */
    public boolean ended() {
        return ended;
    }

    private byte[] take(int count, Duration limit) {
        fill(count, limit);
        int n = Math.min(count, pending.length);
        byte[] taken = Arrays.copyOf(pending, n);
        pending = Arrays.copyOfRange(pending, n, pending.length);
        return taken;
    }

    private boolean fill(int count, Duration limit) {
        if (pending.length >= count) {
            return true;
        }
        long deadline = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(pending);
        byte[] buffer = new byte[64 * 1024];
        while (all.size() < count && !ended) {
            int n = readSome(buffer, deadline);
            if (n == 0) {
                break;
            }
            all.write(buffer, 0, Math.max(n, 0));
        }
        pending = all.toByteArray();
        return pending.length >= count;
    }

    /** Returns 0 at the deadline; -1 at the end of the connection, whether closed or reset. */
    private int readSome(byte[] buffer, long deadline) {
        try {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            socket.setSoTimeout(Math.toIntExact(Math.max(1, left)));
            InputStream in = socket.getInputStream();
            int n = in.read(buffer);
            ended |= n < 0;
            return n;
        } catch (SocketTimeoutException e) {
            return 0;
        } catch (IOException e) {
            ended = true;
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

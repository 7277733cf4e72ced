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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import soma.compat.transcript.Escapes;

/**
 * One TCP connection to a server, with TLS on top after {@link #secure}. Text is ISO 8859-1: one character is one
 * byte. Every read has a deadline of five seconds and fails with what had arrived. Closing resets the connection, so
 * that thousands of tests leave no TIME_WAIT behind.
 */
public final class WireClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private Socket socket;
    private final int serverPort;
    private byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;
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
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Math.toIntExact(LIMIT.toMillis()));
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

    /**
     * Shakes hands, asking for the certificate of {@code name}. A server with TLS 1.3 may refuse the client's
     * certificate only after that, so read something.
     *
     * @throws UncheckedIOException if one of the two does not want to
     */
    public WireClient secure(SSLContext context, String name, String... versions) {
        return secure(context, name, serverPort, versions);
    }

    /** The same as if it were another port: Java goes on with sessions of the same name and port. */
    public WireClient secure(SSLContext context, String name, int port, String... versions) {
        try {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, name, port, true);
            if (versions.length > 0) {
                secured.setEnabledProtocols(versions);
            }
            secured.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
            secured.startHandshake();
            socket = secured;
            return this;
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("no handshake: " + e.getMessage(), e);
        }
    }

    /** What was agreed on; only after {@link #secure}. */
    public SSLSession session() {
        return ((SSLSocket) socket).getSession();
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
            throw new AssertionError("expected " + shown(expected) + "\nbut got  " + shown(got)
                    + (more.length > 0 ? "\nfollowed by " + shown(more) : "")
                    + (ended ? "\nand the end of the connection" : ""));
        }
    }

    private static String shown(byte[] bytes) {
        String text = Escapes.escape(bytes);
        return text.length() > 2000 ? text.substring(0, 2000) + "… (" + bytes.length + " bytes)" : text;
    }

    private void skipPings(byte[] expected) {
        if (expected.length == 0 || expected[0] == PING[0]) {
            return;
        }
        while (fill(1, LIMIT) && buffer[from] == PING[0] && fill(PING.length, LIMIT) && pingIsNext()) {
            from += PING.length;
        }
    }

    private boolean pingIsNext() {
        return Arrays.equals(buffer, from, from + PING.length, PING, 0, PING.length);
    }

    /** Fails unless the server has closed the connection without sending anything more. */
    public void expectClosed() {
        String rest = readToEnd();
        if (!rest.isEmpty()) {
            throw new AssertionError(
                    "expected the end of the connection but got " + shown(rest.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    /** Everything up to the end of the connection, which must come. */
    public String readToEnd() {
        byte[] rest = take(Integer.MAX_VALUE, LIMIT);
        if (!ended) {
            throw new AssertionError("expected the end of the connection but it is open; got " + shown(rest));
        }
        return new String(rest, StandardCharsets.ISO_8859_1);
    }

    /** As many bytes, fewer at the end of the connection or after five seconds. */
    public byte[] bytes(int count) {
        return take(count, LIMIT);
    }

    /** The next line with its line end. */
    public String line() {
        int length = 0;
        while (length == 0 || buffer[from + length - 1] != '\n') {
            length++;
            if (!fill(length, LIMIT)) {
                throw new AssertionError("expected a whole line but got " + shown(take(length, Duration.ZERO))
                        + (ended ? " and the end of the connection" : ""));
            }
        }
        return new String(take(length, LIMIT), StandardCharsets.ISO_8859_1);
    }

    /** The next line, or the empty text when none begins within five seconds. */
    public String lineOrNothing() {
        return fill(1, LIMIT) ? line() : "";
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
            all.writeBytes(take(to - from, Duration.ZERO));
            some = take(1, quiet);
        }
        return all.toByteArray();
    }

    /** What the server has to say before it answers a PING; the answer is taken too. */
    public String drained() {
        send(PING);
        StringBuilder before = new StringBuilder();
        String line = line();
        while (!line.equals("PONG\r\n")) {
            before.append(line);
            line = line();
        }
        return before.toString();
    }

    /** Returns when something has arrived or the connection has ended, at the latest after five seconds. */
    public void awaitInput() {
        fill(1, LIMIT);
    }

    /** Whether the end of the connection has been read. */
    public boolean ended() {
        return ended;
    }

    private byte[] take(int count, Duration limit) {
        fill(count, limit);
        int n = Math.min(count, to - from);
        byte[] taken = Arrays.copyOfRange(buffer, from, from + n);
        from += n;
        return taken;
    }

    /** Reads until {@code count} bytes are at hand; false at the deadline or the end of the connection. */
    private boolean fill(int count, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (to - from < count && !ended) {
            makeRoom();
            int n = readSome(deadline);
            if (n == 0) {
                break;
            }
            to += Math.max(n, 0);
        }
        return to - from >= count;
    }

    private void makeRoom() {
        if (to == buffer.length) {
            int kept = to - from;
            byte[] next = kept > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
            System.arraycopy(buffer, from, next, 0, kept);
            buffer = next;
            from = 0;
            to = kept;
        }
    }

    /** Returns 0 at the deadline; -1 at the end of the connection, whether closed or reset. */
    private int readSome(long deadline) {
        try {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            socket.setSoTimeout(Math.toIntExact(Math.max(1, left)));
            InputStream in = socket.getInputStream();
            int n = in.read(buffer, to, buffer.length - to);
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

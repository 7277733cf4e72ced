/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A responder on a port of this machine, which gives whatever answer the test has for it. */
final class TestResponder implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Manner manner = status(500, "");
    private volatile String lastHead = "";

    /** How it answers. */
    interface Manner {
        void answer(OutputStream out) throws IOException;
    }

    TestResponder() throws IOException {
        Thread.startVirtualThread(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            lastHead = head.toString().toLowerCase(Locale.ROOT);
            in.readNBytes(Integer.parseInt(lastHead.replaceAll("(?s).*content-length: (\\d+).*", "$1")));
            Manner now = manner;
            asked.incrementAndGet();
            now.answer(socket.getOutputStream());
        } catch (IOException e) {
            // who asked does not want to know any more
        }
    }

    private static Manner status(int status, String more) {
        return out -> head(out, status + " Such\r\nContent-Length: 0\r\n" + more);
    }

    private static void head(OutputStream out, String lines) throws IOException {
        out.write(("HTTP/1.1 " + lines + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    /** Answers with these bytes from now on. */
    TestResponder with(byte[] answer) {
        manner = out -> {
            head(out, "200 OK\r\nContent-Length: " + answer.length + "\r\n");
            out.write(answer);
            out.flush();
        };
        return this;
    }

    /** Answers with a status other than good. */
    TestResponder failing(int status, String more) {
        manner = status(status, more);
        return this;
    }

    /** Never ends an answer, having begun it or not. */
    TestResponder slowly(boolean begins) {
        manner = out -> {
            if (begins) {
                head(out, "200 OK\r\nContent-Length: 10\r\n");
                out.write(0x30);
                out.flush();
            }
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        return this;
    }

    /** Sends bytes for as long as anyone takes them. */
    TestResponder endlessly() {
        manner = out -> {
            head(out, "200 OK\r\nTransfer-Encoding: chunked\r\n");
            byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (closed.getCount() > 0) {
                out.write(chunk);
            }
        };
        return this;
    }

    /** Returns how often it was asked. */
    int asked() {
        return asked.get();
    }

    /** Returns the head of the last request, in lower case. */
    String lastHead() {
        return lastHead;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.assembly;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * What a server is trained with: clients that do a little of everything that clients do, often enough for the paths of
 * messages to be worth compiling.
 */
final class TrainingClients {
    private static final int ROUNDS = 40;
    private static final int BATCH = 500;

    private final String host;
    private final int port;

    TrainingClients(String host, int port) {
        this.host = host;
        this.port = port;
    }

    void run() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            try (Client subscriber = new Client();
                    Client worker = new Client();
                    Client publisher = new Client()) {
                subscribe(subscriber, worker);
                publish(publisher, subscriber, worker, round);
                request(publisher, worker);
            }
        }
        misbehave();
    }

    private static void subscribe(Client subscriber, Client worker) throws IOException {
        subscriber.send(lines(
                "SUB orders.new 1",
                "SUB orders.* 2",
                "SUB metrics.> 3",
                "SUB gone 4",
                "UNSUB 4",
                "SUB once 5",
                "UNSUB 5 1"));
        subscriber.roundTrip();
        worker.send(lines("SUB orders.new workers 1", "SUB service.echo workers 2"));
        worker.roundTrip();
    }

    private static void publish(Client publisher, Client subscriber, Client worker, int round) throws IOException {
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
            batch.append("PUB orders.new 11\r\nhello world\r\n");
            batch.append("HPUB metrics.cpu.").append(i % 7).append(" 23 25\r\nNATS/1.0\r\nA: b\r\nC:d\r\n\r\n42\r\n");
            batch.append("PUB nobody.listens.").append(i).append(" 1\r\nx\r\n");
        }
        batch.append("PUB once 0\r\n\r\nPUB once 0\r\n\r\n");
        batch.append("PUB metrics.big ")
                .append(100_000)
                .append("\r\n")
                .append("y".repeat(100_000))
                .append("\r\n");
        publisher.send(batch.toString());
        publisher.roundTrip();
        // Each gets everything that was published before the round trip, and then its own PONG.
        subscriber.roundTrip();
        worker.roundTrip();
        if (round % 8 == 0) {
            publisher.send("CONNECT {\"verbose\":true}\r\nPUB orders.new 2\r\nhi\r\n");
            publisher.send("CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true}\r\n");
            publisher.roundTrip();
        }
    }

    private static void request(Client requester, Client worker) throws IOException {
        requester.send("SUB _INBOX.abc.* 9\r\n");
        requester.roundTrip();
        for (int i = 0; i < 20; i++) {
            requester.send("PUB service.echo _INBOX.abc." + i + " 4\r\nping\r\n");
            worker.awaitLine("MSG service.echo ");
            worker.send("PUB _INBOX.abc." + i + " 4\r\npong\r\n");
            requester.awaitLine("MSG _INBOX.abc.");
        }
        requester.send("PUB service.absent _INBOX.abc.none 0\r\n\r\n");
        requester.awaitLine("HMSG _INBOX.abc.none ");
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private void misbehave() throws IOException {
        for (String nonsense : new String[] {
            "NONSENSE\r\n", "PUB a.b -1\r\n", "SUB  \r\n", "PUB a 99999999\r\n", "CONNECT {]\r\n", "GET / HTTP/1.1\r\n"
        }) {
            try (Client client = new Client()) {
                client.send(nonsense);
                client.drain();
            }
        }
    }

    /** A connection that speaks just enough of the protocol. */
    private final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Client() throws IOException {
            socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            out = socket.getOutputStream();
            awaitLine("INFO ");
            send("CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true,"
                    + "\"lang\":\"java\",\"version\":\"1\",\"protocol\":1,\"name\":\"training\"}\r\n");
            roundTrip();
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }

        void roundTrip() throws IOException {
            send("PING\r\n");
            awaitLine("PONG");
        }

        /** Reads until a line begins like that. Payloads pass for lines, which does no harm here. */
        void awaitLine(String start) throws IOException {
            String line;
            do {
                line = line();
            } while (!line.startsWith(start));
        }

        /** Reads until the server hangs up, or has nothing more to say. */
        void drain() throws IOException {
            socket.setSoTimeout(200);
            try {
                while (in.read() >= 0) {
                    // What it says does not matter.
                }
            } catch (IOException e) {
                // Nor does how it hangs up.
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            while (true) {
                int c = in.read();
                if (c < 0) {
                    throw new EOFException("the server hung up after \"" + line + "\"");
                }
                if (c == '\n') {
                    return line.toString();
                }
                line.append((char) c);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import soma.compat.wire.WireClient;

/** Plays the clients of one transcript against a server and compares every byte that comes back. */
final class Replay implements AutoCloseable {

    private final Transcript transcript;
    private final int port;
    private final Feed feed;
    private final Map<String, WireClient> clients = new HashMap<>();
    private int sent;

    private Replay(Transcript transcript, int port, Feed feed) {
        this.transcript = transcript;
        this.port = port;
        this.feed = feed;
    }

    static void run(Transcript transcript, int port, Feed feed) {
        try (Replay replay = new Replay(transcript, port, feed)) {
            replay.play();
        }
    }

    private void play() {
        List<Line> lines = transcript.lines();
        int at = 0;
        while (at < lines.size()) {
            Line line = lines.get(at);
            int end = line instanceof Line.Send ? Bursts.end(lines, at) : at + 1;
            try {
                step(line, lines.subList(at, end));
            } catch (AssertionError e) {
                throw new AssertionError(
                        transcript.file() + " line " + (at + 1) + ": " + line.format() + "\n" + e.getMessage(), e);
            }
            at = end;
        }
    }

    private void step(Line line, List<Line> burst) {
        switch (line) {
            case Line.Text text -> {}
            case Line.Wait wait -> {}
            case Line.Connect(String connection) -> clients.put(connection, WireClient.open(port));
            case Line.Send(String connection, byte[] bytes) -> {
                byte[] all = Bursts.bytes(burst);
                feed.send(client(connection), all, sent);
                sent += all.length;
            }
            case Line.Receive(String connection, byte[] bytes) -> receive(client(connection), bytes);
            case Line.Closed(String connection) -> client(connection).expectClosed();
            case Line.Close(String connection) -> client(connection).close();
        }
    }

    private static void receive(WireClient client, byte[] bytes) {
        String expected = Line.text(bytes);
        if (!expected.startsWith("INFO {")) {
            client.expect(bytes);
            return;
        }
        String got = InfoText.normalise(client.line());
        if (!got.equals(expected)) {
            throw new AssertionError("expected " + Escapes.escape(expected) + "\nbut got  " + Escapes.escape(got));
        }
    }

    private WireClient client(String connection) {
        return clients.computeIfAbsent(connection, c -> WireClient.connect(port));
    }

    @Override
    public void close() {
        clients.values().forEach(WireClient::close);
    }
}

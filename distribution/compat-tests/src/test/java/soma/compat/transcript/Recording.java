/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import soma.compat.wire.WireClient;

/**
 * Plays the clients of one transcript against nats-server and writes down whatever each connection receives after each
 * burst.
 */
final class Recording implements AutoCloseable {

    /** A server that has sent nothing for so long has nothing more to say. */
    private static final Duration QUIET = Duration.ofMillis(150);

    private static final Duration LONG = Duration.ofSeconds(5);

    private final int port;
    private final Map<String, WireClient> clients = new TreeMap<>();
    private final List<Line> recorded = new ArrayList<>();

    private Recording(int port) {
        this.port = port;
    }

    static Transcript run(Transcript script, int port) {
        try (Recording recording = new Recording(port)) {
            recording.play(script.lines().stream()
                    .filter(line -> !(line instanceof Line.Receive || line instanceof Line.Closed))
                    .toList());
            return new Transcript(script.name(), script.file(), List.copyOf(recording.recorded));
        }
    }

    private void play(List<Line> lines) {
        int at = 0;
        while (at < lines.size()) {
            Line line = lines.get(at);
            int end = line instanceof Line.Send ? Bursts.end(lines, at) : at + 1;
            List<Line> burst = lines.subList(at, end);
            recorded.addAll(burst);
            switch (line) {
                case Line.Send(String connection, byte[] bytes) -> {
                    byte[] all = Bursts.bytes(burst);
                    WireClient client = clients.computeIfAbsent(connection, c -> WireClient.connect(port));
                    client.send(all);
                    if (Line.text(all).endsWith("PING\r\n")) {
                        client.awaitInput(); // at least PONG or the end will come, however busy the machine
                    }
                    listen(QUIET);
                }
                case Line.Connect(String connection) -> {
                    clients.put(connection, WireClient.open(port));
                    listen(QUIET);
                }
                case Line.Wait(String connection) -> listenTo(connection, LONG);
                case Line.Close(String connection) -> {
                    WireClient client = clients.remove(connection);
                    if (client == null) {
                        throw new IllegalArgumentException(connection + " is closed but was never opened");
                    }
                    client.close();
                    listen(QUIET);
                }
                case Line.Text text -> {}
                case Line.Receive receive -> throw new IllegalStateException("output is left in the script");
                case Line.Closed closed -> throw new IllegalStateException("output is left in the script");
            }
            at = end;
        }
    }

    private void listen(Duration quiet) {
        List.copyOf(clients.keySet()).forEach(connection -> listenTo(connection, quiet));
    }

    private void listenTo(String connection, Duration quiet) {
        WireClient client = clients.get(connection);
        if (client == null) {
            return;
        }
        String text = new String(client.drain(quiet), StandardCharsets.ISO_8859_1);
        for (String line : text.split("(?<=\n)")) {
            // the server's own PINGs come when it likes; only who waits for one means it
            if (!line.isEmpty() && (quiet == LONG || !line.equals("PING\r\n"))) {
                recorded.add(
                        new Line.Receive(connection, InfoText.normalise(line).getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
        if (client.ended()) {
            recorded.add(new Line.Closed(connection));
            clients.remove(connection);
            client.close();
        }
    }

    @Override
    public void close() {
        clients.values().forEach(WireClient::close);
    }
}

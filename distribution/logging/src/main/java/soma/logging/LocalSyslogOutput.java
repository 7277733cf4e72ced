/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Sends each line as a datagram to the syslog daemon of this machine. A line that the daemon has no room for is dropped: who
 * logs must not wait for it. When the daemon was restarted, the next line finds it again.
 */
final class LocalSyslogOutput implements Output {
    /** Where daemons listen: Linux, macOS, the BSDs. */
    static final List<Path> SOCKETS = List.of(Path.of("/dev/log"), Path.of("/var/run/syslog"), Path.of("/var/run/log"));

    private static final int LONGEST = 8 * 1024;

    private final Path path;
    private UnixDatagramSocket socket;

    /**
     * Connects to the first socket that takes datagrams.
     *
     * @throws IOException if there is none, saying which were tried
     */
    LocalSyslogOutput(List<Path> candidates) throws IOException {
        IOException failure = null;
        UnixDatagramSocket connected = null;
        Path found = candidates.getFirst();
        for (Path candidate : candidates) {
            if (connected == null && Files.exists(candidate)) {
                found = candidate;
                try {
                    connected = UnixDatagramSocket.connect(candidate);
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        if (connected == null) {
            throw new IOException("syslog: no daemon takes datagrams at any of " + candidates, failure);
        }
        this.path = found;
        this.socket = connected;
    }

    @Override
    public List<Notice> write(Instant now, Line line) throws IOException {
        append(line);
        return List.of();
    }

    @Override
    public void append(Line line) throws IOException {
        int length = Math.min(line.length(), LONGEST);
        if (socket.send(line.bytes(), length) == UnixDatagramSocket.Sent.GONE) {
            socket.close();
            socket = UnixDatagramSocket.connect(path);
            socket.send(line.bytes(), length);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}

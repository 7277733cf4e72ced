/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import soma.compat.server.Await;

/**
 * The kernel's receive queue of the server's end of a connection, from {@code /proc/net/tcp}: empty means that the
 * server has read all that was sent. So pieces arrive at the server as pieces, without guessing how long a pause it
 * takes.
 */
final class ReceiveQueue {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private ReceiveQueue() {}

    /** Returns when the server has read everything, has closed, or did not read for five seconds. */
    static boolean awaitEmpty(int serverPort, int clientPort) {
        String row = String.format(Locale.ROOT, ":%04X [0-9A-F]+:%04X ", serverPort, clientPort);
        String server = row.substring(0, 5);
        String client = row.substring(row.length() - 6, row.length() - 1);
        for (int i = 0; i < 200; i++) {
            if (isEmpty(server, client)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return Await.holdsWithin(LIMIT, () -> isEmpty(server, client));
    }

    private static boolean isEmpty(String serverPort, String clientPort) {
        for (Path table : TABLES) {
            try {
                String text = new String(Files.readAllBytes(table), StandardCharsets.ISO_8859_1);
                for (int at = text.indexOf(serverPort); at >= 0; at = text.indexOf(serverPort, at + 1)) {
                    int lineEnd = text.indexOf('\n', at);
                    String[] columns = text.substring(at, lineEnd < 0 ? text.length() : lineEnd)
                            .split(" +");
                    if (columns.length > 3 && columns[1].endsWith(clientPort) && columns[0].equals(serverPort)) {
                        return columns[3].endsWith(":00000000");
                    }
                }
            } catch (IOException e) {
                return true; // no such table: the pieces may then arrive together
            }
        }
        return true;
    }
}

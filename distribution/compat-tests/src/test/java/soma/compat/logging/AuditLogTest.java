/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

class AuditLogTest {
    @TempDir
    Path folder;

    private static List<String> events(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceFirst(".*\"event\":\"([a-z_]+)\".*", "$1"))
                .toList();
    }

    @Test
    void tells_who_came_who_was_refused_and_how_the_server_ended() throws IOException {
        Path file = folder.resolve("audit.log");
        String configuration = "audit { file: '" + file + "' }\nauthorization { user: derek, password: hidden-1 }\n";
        try (ServerProcess server = ServerProcess.startWithConfiguration(configuration)) {
            WireClient.connect(server.port(), "\"verbose\":false,\"user\":\"derek\",\"pass\":\"hidden-1\"")
                    .close();
            server.signal("HUP");
            server.awaitLog("Reloaded server configuration");
            WireClient stranger = WireClient.connect(server.port());
            stranger.send("CONNECT {\"user\":\"x\\\"}\\n{\",\"pass\":\"hidden-2\"}\r\n");
            stranger.readToEnd();
            stranger.close();
        }
        List<String> events = events(file);
        assertEquals("start", events.getFirst());
        assertTrue(events.contains("stop"), events.toString());
        assertTrue(events.containsAll(List.of("login", "refused", "closed", "reload")), events.toString());
        String text = Files.readString(file);
        assertTrue(text.contains("\"account\":\"$G\",\"user\":\"derek\""), text);
        assertFalse(text.contains("hidden-"), text);
    }

    @Test
    void a_file_that_cannot_be_written_ends_the_start() {
        ServerProcess server = ServerProcess.spawn(
                ServerExecutable.underTest(), "audit {\n  file: '" + folder + "/no/where'\n}\n", List.of());
        assertEquals(1, server.awaitExit());
        assertTrue(server.log().contains("server.conf:2:3: "), server.log());
    }
}

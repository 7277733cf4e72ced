/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;

/** Servers for transcripts: one for each configuration, started when first needed. */
final class TranscriptServers implements AutoCloseable {

    private record Key(@Nullable String configuration, List<String> flags) {}

    private final ServerExecutable executable;
    private final Map<Key, ServerProcess> running = new HashMap<>();

    TranscriptServers(ServerExecutable executable) {
        this.executable = executable;
    }

    /** Calls {@code use} with the port of a server that fits the transcript; fails when the server ends meanwhile. */
    void with(Transcript transcript, IntConsumer use) {
        Key key = new Key(transcript.configuration(), transcript.flags());
        if (transcript.fresh()) {
            try (ServerProcess server = start(key)) {
                use.accept(server.port());
            }
            return;
        }
        ServerProcess server = running.computeIfAbsent(key, this::start);
        try {
            use.accept(server.port());
        } finally {
            if (!server.isAlive()) {
                running.remove(key);
                server.close();
            }
        }
    }

    private ServerProcess start(Key key) {
        return ServerProcess.start(executable, key.configuration(), key.flags());
    }

    @Override
    public void close() {
        running.values().forEach(ServerProcess::close);
    }
}

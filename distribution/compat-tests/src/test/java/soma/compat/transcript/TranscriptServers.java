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
    private final Map<Key, AssertionError> refused = new HashMap<>();

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

    /** A configuration that once kept the server from starting is not tried again, since each try may wait for a long time. */
    private ServerProcess start(Key key) {
        AssertionError earlier = refused.get(key);
        if (earlier != null) {
            throw new AssertionError(
                    "the server did not start with this configuration before: " + earlier.getMessage(), earlier);
        }
        try {
            return ServerProcess.start(executable, key.configuration(), key.flags());
        } catch (AssertionError e) {
            refused.put(key, e);
            throw e;
        }
    }

    @Override
    public void close() {
        running.values().forEach(ServerProcess::close);
    }
}

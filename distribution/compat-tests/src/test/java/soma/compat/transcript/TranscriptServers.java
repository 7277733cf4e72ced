/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import soma.compat.server.Plugins;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;

/** Servers for transcripts: one for each configuration, started when first needed. */
final class TranscriptServers implements AutoCloseable {

    private record Key(@Nullable String configuration, List<String> flags) {}

    private final ServerExecutable executable;
    private final Map<Key, ServerProcess> running = new HashMap<>();
    private final Map<Key, Throwable> refused = new HashMap<>();
    private final Map<String, Set<String>> skippedByPlugin = new TreeMap<>();
    private @Nullable Set<String> plugins;

    TranscriptServers(ServerExecutable executable) {
        this.executable = executable;
    }

    /**
     * Calls {@code use} with the port of a server that fits the transcript; fails when the server ends meanwhile, and
     * aborts the test when the server lacks a plugin for it.
     */
    void with(Transcript transcript, IntConsumer use) {
        try {
            needed(transcript).ifPresent(Plugins::abort);
            use(transcript, use);
        } catch (TestAbortedException e) {
            Plugins.absentIn(e)
                    .ifPresent(plugin -> skippedByPlugin
                            .computeIfAbsent(plugin, p -> new TreeSet<>())
                            .add(transcript.name()));
            throw e;
        }
    }

    /**
     * The first plugin that the transcript says it needs and the server lacks. nats-server lacks nothing and has no
     * plugins.
     */
    private Optional<String> needed(Transcript transcript) {
        return transcript.needs().stream()
                .filter(plugin -> ServerExecutable.strict() && !plugins().contains(plugin))
                .findFirst();
    }

    private Set<String> plugins() {
        if (plugins == null) {
            plugins = Plugins.installedIn(executable);
        }
        return plugins;
    }

    /**
     * The transcript with what this server is expected to answer where it differs from nats-server for want of a
     * plugin.
     */
    Transcript expected(Transcript transcript) {
        return ServerExecutable.strict() && !plugins().contains("jetstream")
                ? transcript.expecting(InfoText::withoutApiLevel)
                : transcript;
    }

    /** Prints how many transcripts were skipped for which plugin. */
    void sayWhatWasSkipped() {
        skippedByPlugin.forEach((plugin, names) -> System.out.println(
                "SKIPPED: " + names.size() + " transcripts, this server has no plugin '" + plugin + "'"));
    }

    private void use(Transcript transcript, IntConsumer use) {
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

    /**
     * A configuration that once kept the server from starting is not tried again, since each try may wait for a long
     * time.
     */
    private ServerProcess start(Key key) {
        Throwable earlier = refused.get(key);
        if (earlier instanceof TestAbortedException aborted) {
            throw aborted;
        }
        if (earlier != null) {
            throw new AssertionError(
                    "the server did not start with this configuration before: " + earlier.getMessage(), earlier);
        }
        try {
            return ServerProcess.start(executable, key.configuration(), key.flags());
        } catch (AssertionError | TestAbortedException e) {
            refused.put(key, e);
            throw e;
        }
    }

    @Override
    public void close() {
        running.values().forEach(ServerProcess::close);
    }
}

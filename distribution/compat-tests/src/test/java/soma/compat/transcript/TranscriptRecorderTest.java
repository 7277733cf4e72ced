/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import soma.compat.server.ServerExecutable;

/** Rewrites the transcripts' server lines from a running nats-server. Run by {@code ./record}. */
@EnabledIfSystemProperty(
        named = "soma.record",
        matches = "true",
        disabledReason = "writes the transcripts, run with ./record")
class TranscriptRecorderTest {

    private static @Nullable TranscriptServers servers;

    @BeforeAll
    static void findServer() {
        servers = new TranscriptServers(ServerExecutable.peer());
    }

    @AfterAll
    static void endServers() {
        if (servers != null) {
            servers.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> record_every_transcript() {
        String only = System.getProperty("soma.transcripts.only", "");
        return Transcript.all().stream()
                .filter(t -> t.name().contains(only))
                .map(t -> DynamicTest.dynamicTest(t.name(), t.file().toUri(), () -> record(t)));
    }

    private static void record(Transcript script) {
        if (servers != null) {
            servers.with(script, port -> write(Recording.run(script, port)));
        }
    }

    private static void write(Transcript recorded) {
        try {
            Files.writeString(recorded.file(), recorded.format());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

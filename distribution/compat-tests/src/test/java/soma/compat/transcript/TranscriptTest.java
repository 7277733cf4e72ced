/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.transcript;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import soma.compat.server.ServerExecutable;

/** The server answers every transcript byte for byte as nats-server did, however the bytes reach it. */
class TranscriptTest {

    /** Longer transcripts are not cut at every position: byte by byte covers them. */
    private static final int SPLITS_UP_TO = 300;

    private static @Nullable TranscriptServers servers;

    @BeforeAll
    static void findServer() {
        servers = new TranscriptServers(ServerExecutable.underTest());
    }

    @AfterAll
    static void endServers() {
        if (servers != null) {
            servers.close();
            servers.sayWhatWasSkipped();
        }
    }

    @TestFactory
    Stream<DynamicTest> in_whole_bursts() {
        return replays(Transcript.all(), Feed.whole());
    }

    @TestFactory
    Stream<DynamicTest> one_byte_at_a_time() {
        return replays(splittable(), Feed.bytewise());
    }

    @TestFactory
    Stream<DynamicTest> cut_in_two_at_every_byte() {
        Assumptions.assumeTrue(
                Boolean.getBoolean("soma.transcripts.splits"), "runs with -Dsoma.transcripts.splits=true");
        return splittable().stream()
                .filter(t -> !t.fresh() && !t.waits() && t.inputLength() <= SPLITS_UP_TO)
                .map(t -> DynamicTest.dynamicTest(
                        t.name(),
                        t.file().toUri(),
                        () -> IntStream.range(1, t.inputLength()).forEach(at -> replay(t, Feed.splitAt(at)))));
    }

    /** All; but only what nats-server itself does alike for every split with {@code -Dsoma.strict=false}. */
    private static List<Transcript> splittable() {
        return Transcript.all().stream()
                .filter(t -> ServerExecutable.strict() || !t.unsplit())
                .toList();
    }

    private static Stream<DynamicTest> replays(List<Transcript> transcripts, Feed feed) {
        return transcripts.stream()
                .map(t -> DynamicTest.dynamicTest(t.name(), t.file().toUri(), () -> replay(t, feed)));
    }

    private static void replay(Transcript transcript, Feed feed) {
        if (servers != null) {
            Transcript expected = servers.expected(transcript);
            servers.with(expected, port -> Replay.run(expected, port, feed));
        }
    }
}

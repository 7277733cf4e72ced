/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.MarkerFactory;

class SinkTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.000123456Z");

    @TempDir
    Path directory;

    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private final Sink sink = new Sink(clock, 42);
    private final Logger logger = new LineLogger("soma.test", sink);

    @AfterEach
    void close() {
        sink.close();
    }

    private Path file() {
        return directory.resolve("x.log");
    }

    private void configure(LogOptions.Format format, boolean time, long limit, int files) throws IOException {
        sink.configure(
                new LogOptions(new LogOptions.File(file(), limit, files), format, time, true, false, false, false));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private List<String> backups() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(p -> p.getFileName().toString())
                    .filter(n -> !n.equals("x.log"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void printsTheLineOfNatsServer() throws IOException {
        configure(LogOptions.Format.TEXT, true, 0, 0);
        sink.levels(true, true);
        logger.info("Listening for client connections on {}:{}", "0.0.0.0", 4222);
        logger.debug("d");
        logger.trace("t");
        logger.warn("w");
        logger.error("e");
        logger.error(MarkerFactory.getMarker("FATAL"), "f");
        assertEquals(
                List.of(
                        "[42] 2026/11/25 12:00:00.000123 [INF] Listening for client connections on 0.0.0.0:4222",
                        "[42] 2026/11/25 12:00:00.000123 [DBG] d",
                        "[42] 2026/11/25 12:00:00.000123 [TRC] t",
                        "[42] 2026/11/25 12:00:00.000123 [WRN] w",
                        "[42] 2026/11/25 12:00:00.000123 [ERR] e",
                        "[42] 2026/11/25 12:00:00.000123 [FTL] f"),
                lines());
    }

    @Test
    void leavesTheTimeOutOnRequest() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        logger.info("x");
        assertEquals(List.of("[42] [INF] x"), lines());
    }

    @Test
    void debugAndTraceAreSwitchesOfTheirOwn() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        logger.debug("no");
        logger.trace("no");
        sink.levels(false, true);
        logger.debug("no");
        logger.trace("yes");
        assertFalse(logger.isDebugEnabled());
        assertTrue(logger.isTraceEnabled());
        assertEquals(List.of("[42] [TRC] yes"), lines());
    }

    @Test
    void verboseTracesAreForThoseWhoAskForThem() throws IOException {
        var file = new LogOptions.File(file(), 0, 0);
        var verbose = MarkerFactory.getMarker("VERBOSE");
        sink.configure(new LogOptions(file, LogOptions.Format.TEXT, false, true, false, true, false));
        logger.trace(verbose, "no");
        logger.trace("yes");
        sink.configure(new LogOptions(file, LogOptions.Format.TEXT, false, true, false, true, true));
        logger.trace(verbose, "this {}", "too");
        sink.levels(false, false);
        logger.trace(verbose, "no");
        assertEquals(List.of("[42] [TRC] yes", "[42] [TRC] this too"), lines());
    }

    @Test
    void librariesSayOnlyWhatIsWrong() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        sink.levels(true, true);
        Logger library = new LineLogger("io.netty.util.Something", sink);
        library.debug("chatter");
        library.info("chatter");
        library.warn("careful");
        assertEquals(List.of("[42] [WRN] careful"), lines());
    }

    @Test
    void oneEventIsOneLine() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        logger.info("subject {}", "a\r\n[42] [INF] forged\u001b[2K");
        assertEquals(List.of("[42] [INF] subject a\\r\\n[42] [INF] forged\\x1b[2K"), lines());
    }

    @Test
    void aFailureStandsOnTheLineAndItsFramesBelowEachOnALineOfItsOwn() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        logger.error("Cannot {}", "write", new IllegalStateException("bad\nthing", new IOException("disk")));
        List<String> lines = lines();
        assertEquals("[42] [ERR] Cannot write: java.lang.IllegalStateException: bad\\nthing", lines.getFirst());
        assertTrue(lines.get(1).startsWith("[42] [ERR]     at "), lines.get(1));
        assertTrue(lines.contains("[42] [ERR]   caused by java.io.IOException: disk"), lines.toString());
        assertTrue(lines.stream().allMatch(l -> l.startsWith("[42] [ERR] ")), lines.toString());
    }

    @Test
    void writesJsonOnRequest() throws IOException {
        configure(LogOptions.Format.JSON, true, 0, 0);
        logger.warn("say \"hi\"\n");
        assertEquals(
                List.of("{\"time\":\"2026-11-25T12:00:00.000123Z\",\"pid\":42,\"level\":\"warning\","
                        + "\"text\":\"say \\\"hi\\\"\\n\"}"),
                lines());
    }

    @Test
    void makesTheFileReadableByTheGroupOnlyAndAppends() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        logger.info("one");
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file()));
        assertTrue(mode.startsWith("rw-") && mode.endsWith("---"), mode);
        Sink other = new Sink(clock, 43);
        other.configure(sink.options());
        new LineLogger("other", other).info("two");
        other.close();
        assertEquals(List.of("[42] [INF] one", "[43] [INF] two"), lines());
    }

    @Test
    void rotatesOnceALineExceedsTheLimitAndKeepsTheNewestBackups() throws IOException {
        configure(LogOptions.Format.TEXT, false, 100, 3);
        for (int i = 0; i < 4; i++) {
            logger.info("x".repeat(100));
            now = now.plusSeconds(1);
        }
        List<String> backups = backups();
        assertEquals(2, backups.size(), backups.toString());
        assertTrue(
                backups.getLast().matches("x\\.log\\.2026\\.11\\.2[456]\\.\\d\\d\\.00\\.03\\.000123456"),
                backups.toString());
        assertEquals(
                "[42] [INF] Rotated log, backup saved as \"" + file()
                        + backups.getLast().substring(5) + "\"",
                lines().getFirst());
        assertTrue(lines().get(1).startsWith("[42] [INF] Purged log file \"x.log.2026."), lines().toString());
        assertEquals(2, lines().size());
    }

    @Test
    void purgesNothingThatIsNoBackup() throws IOException {
        Files.writeString(directory.resolve("x.log.old"), "mine");
        Files.writeString(directory.resolve("x.log.2026.01.01"), "mine");
        configure(LogOptions.Format.TEXT, false, 10, 1);
        logger.info("long enough");
        assertEquals(List.of("x.log.2026.01.01", "x.log.old"), backups());
    }

    @Test
    void countsWhatStoodInTheFileBefore() throws IOException {
        Files.writeString(file(), "y".repeat(90) + "\n");
        configure(LogOptions.Format.TEXT, false, 100, 0);
        logger.info("tips it");
        assertEquals(1, backups().size());
    }

    @Test
    void reopensAfterTheFileWasMoved() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        logger.info("old");
        Files.move(file(), directory.resolve("moved"));
        logger.info("still old");
        sink.reopen();
        assertEquals(List.of("[42] [INF] old", "[42] [INF] still old"), Files.readAllLines(directory.resolve("moved")));
        assertEquals(List.of("[42] [INF] File log re-opened"), lines());
    }

    @Test
    void aThreadThatIsInterruptedCanStillLog() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        Thread.currentThread().interrupt();
        logger.info("one");
        assertTrue(Thread.interrupted());
        logger.info("two");
        assertEquals(List.of("[42] [INF] one", "[42] [INF] two"), lines());
    }

    @Test
    void staysWithTheOldDestinationWhenTheNewOneCannotBeOpened() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        Path absent = directory.resolve("absent/x.log");
        assertThrows(IOException.class, () -> sink.configure(sink.options().to(new LogOptions.File(absent, 0, 0))));
        logger.info("here");
        assertEquals(List.of("[42] [INF] here"), lines());
    }

    @Test
    void dropsWhatComesAfterTheEnd() throws IOException {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        logger.info("last");
        sink.close();
        logger.error("late");
        assertFalse(logger.isErrorEnabled());
        assertEquals(List.of("[42] [INF] last"), lines());
    }

    @Test
    void linesOfManyThreadsDoNotMix() throws Exception {
        configure(LogOptions.Format.TEXT, false, 0, 0);
        Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            String text = String.valueOf((char) ('a' + t)).repeat(50);
            threads[t] = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 100; i++) {
                    logger.info(text);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(800, lines().size());
        assertTrue(lines().stream().allMatch(l -> l.matches("\\[42] \\[INF] (.)\\1{49}")));
    }

    @Test
    void sendsDatagramsToASyslogServer() throws IOException {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(10_000);
            sink.configure(LogOptions.defaults()
                    .to(new LogOptions.Syslog(
                            LogOptions.Protocol.UDP, "127.0.0.1", server.getLocalPort(), "nats-server")));
            logger.error("no\nroom");
            DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
            server.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            assertTrue(text.matches("<27>2026-11-25T12:00:00\\.000123Z \\S+ nats-server\\[42]: no\\\\nroom\n"), text);
        }
    }
}

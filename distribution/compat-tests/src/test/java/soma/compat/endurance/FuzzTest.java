/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.endurance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import soma.compat.server.Seed;
import soma.compat.server.ServerProcess;
import soma.compat.transcript.Escapes;
import soma.compat.wire.WireClient;

/**
 * Sends mutations of what the clients of the transcripts send. The server lives, and a well-behaved client notices
 * nothing.
 */
@EnabledIfSystemProperty(named = "soma.fuzz", matches = "true", disabledReason = "a fuzz test, run with -Pfuzz")
class FuzzTest {

    private static final List<String> FRAGMENTS = List.of(
            "\r\n",
            "\n",
            "\r",
            " ",
            "\t",
            "\0",
            "-1",
            "0",
            "2147483648",
            "9999999999",
            "999999999",
            ">",
            "*",
            "..",
            "PUB ",
            "HPUB ",
            "SUB ",
            "UNSUB ",
            "PING\r\n",
            "CONNECT {",
            "INFO {",
            "-ERR ",
            "+OK\r\n",
            "{\"",
            "[[[[",
            "}",
            "\"",
            "\\u0000",
            "\u00ff\u00fe",
            "NATS/1.0");
    private static final long MAX_GROWTH_KIB = 128 * 1024;

    @Test
    void mutated_input_harms_nobody_else() throws IOException {
        Random random = new Random(Seed.choose());
        List<byte[]> corpus = corpus();
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("soma.fuzz.seconds", 60)).toNanos();
        try (ServerProcess server = ServerProcess.start();
                WireClient good = WireClient.connect(server.port(), "\"verbose\":false")) {
            good.send("SUB fuzz.good.inbox 1\r\n");
            int count = 0;
            long before = 0;
            while (System.nanoTime() - end < 0) {
                byte[] input = mutate(corpus, random);
                attack(server, input, random);
                count++;
                if (count % 20 == 0) {
                    check(server, good, count, input);
                }
                before = count == 2000 ? server.usage().residentKiB() : before;
            }
            long growth = before == 0 ? 0 : server.usage().residentKiB() - before;
            System.out.println(count + " inputs, resident memory has grown by " + growth + " KiB");
            assertTrue(growth < MAX_GROWTH_KIB, growth + " KiB");
        }
    }

    /**
     * The good client's own message comes back, whatever else it is sent by subjects that a mutation happens to hit.
     */
    private static void check(ServerProcess server, WireClient good, int count, byte[] last) {
        try {
            good.send("PUB fuzz.good.inbox 2\r\nok\r\nPING\r\n");
            good.expect("MSG fuzz.good.inbox 1 2\r\nok\r\nPONG\r\n");
        } catch (AssertionError e) {
            throw new AssertionError(
                    "after " + count + " inputs, the last being " + Escapes.escape(last) + ": " + e.getMessage()
                            + server.logTail(),
                    e);
        }
    }

    private static void attack(ServerProcess server, byte[] input, Random random) {
        try (WireClient client = WireClient.connect(server.port())) {
            int cut = random.nextInt(input.length + 1);
            if (client.trySend(Arrays.copyOf(input, cut)) && random.nextBoolean()) {
                client.awaitRead();
            }
            client.send(Arrays.copyOfRange(input, cut, input.length));
            if (random.nextInt(4) == 0) {
                client.drain(Duration.ofMillis(2));
            }
        }
    }

    private static List<byte[]> corpus() throws IOException {
        Path folder = Path.of(System.getProperty("soma.transcripts", "src/test/resources/transcripts"));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(FuzzTest::clientBytes)
                    .filter(b -> b.length < 4000)
                    .toList();
        }
    }

    private static byte[] clientBytes(Path transcript) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Stream<String> lines = Files.lines(transcript)) {
            lines.filter(line -> line.matches("[A-Z]> .*"))
                    .forEach(line -> bytes.writeBytes(Escapes.unescape(line.substring(3))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] mutate(List<byte[]> corpus, Random random) {
        byte[] input = corpus.get(random.nextInt(corpus.size()));
        for (int n = random.nextInt(6); n >= 0; n--) {
            input = mutateOnce(input, corpus, random);
        }
        return input;
    }

    private static byte[] mutateOnce(byte[] input, List<byte[]> corpus, Random random) {
        int at = random.nextInt(input.length + 1);
        int to = Math.min(input.length, at + random.nextInt(8));
        byte[] head = Arrays.copyOf(input, at);
        byte[] tail = Arrays.copyOfRange(input, at, input.length);
        return switch (random.nextInt(5)) {
            case 0 ->
                join(head, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).getBytes(StandardCharsets.ISO_8859_1), tail);
            case 1 -> join(head, new byte[] {(byte) random.nextInt(256)}, Arrays.copyOfRange(input, to, input.length));
            case 2 -> join(head, new byte[0], Arrays.copyOfRange(input, to, input.length));
            case 3 -> join(head, Arrays.copyOfRange(input, at, to), tail);
            default -> join(head, corpus.get(random.nextInt(corpus.size())), tail);
        };
    }

    private static byte[] join(byte[] head, byte[] middle, byte[] tail) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(middle);
        all.writeBytes(tail);
        return all.toByteArray();
    }
}

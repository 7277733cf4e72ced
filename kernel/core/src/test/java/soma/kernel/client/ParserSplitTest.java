/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.spi.tck.fixture.Seed;

/** Random conversations have the same outcome however their bytes are split over reads. */
class ParserSplitTest {
    private static final int VALID = 200;
    private static final int DAMAGED = 500;
    private static final List<String> BLANKS = List.of(" ", "  ", "\t", " \t ");
    private static final List<String> ENDS = List.of("\r\n", "\r\n", "\r\n", "\n");
    private static final String TELLING = " \t\r\n0193:PSUHC+-{}\"\0\u00ff";

    /** What came of a conversation: all that was answered, and how it ended. */
    private record Result(String answer, boolean closed, String reason) {}

    private static Result hold(Scene scene, byte[] input, int[] cuts) {
        Wire client = scene.open();
        client.take();
        int from = 0;
        for (int cut : cuts) {
            client.send(Arrays.copyOfRange(input, from, cut));
            from = cut;
        }
        client.send(Arrays.copyOfRange(input, from, input.length));
        String answer = client.take().replaceAll("\"client_id\":\\d+", "\"client_id\":0");
        boolean closed = client.isClosed();
        client.close();
        String reason = scene.lastClosed().reason();
        return new Result(answer.replaceAll("inproc:\\d+", "inproc:0"), closed, reason);
    }

    private static int[] cuts(Random random, int length) {
        int most = 1 + random.nextInt(Math.max(1, length));
        return random.ints(most, 0, length).sorted().distinct().toArray();
    }

    private static byte[] conversation(Seed seed) {
        var text = new StringBuilder();
        text.append("CONNECT {\"verbose\":" + seed.random().nextBoolean() + ",\"headers\":true,\"no_responders\":"
                + seed.random().nextBoolean() + ",\"protocol\":1}" + seed.oneOf(ENDS));
        int lines = 1 + seed.random().nextInt(12);
        for (int i = 0; i < lines; i++) {
            text.append(line(seed));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String line(Seed seed) {
        Random random = seed.random();
        String end = seed.oneOf(ENDS);
        String id = String.valueOf(random.nextInt(5));
        return switch (random.nextInt(12)) {
            case 0 -> seed.oneOf(List.of("PING", "ping", "PINGxyz", "PONG", "+OK")) + end;
            case 1, 2 -> verb(seed, "SUB") + seed.pattern(List.of("a", "b")) + seed.oneOf(BLANKS) + id + end;
            case 3 ->
                verb(seed, "SUB") + seed.literal(List.of("a")) + seed.oneOf(BLANKS) + "q" + seed.oneOf(BLANKS) + id
                        + end;
            case 4 ->
                verb(seed, "UNSUB") + id + (random.nextBoolean() ? seed.oneOf(BLANKS) + random.nextInt(4) : "") + end;
            case 5 -> "INFO {}" + end;
            case 6, 7 -> withHeaders(seed, end);
            default -> message(seed, end);
        };
    }

    private static String verb(Seed seed, String verb) {
        return (seed.random().nextInt(4) == 0 ? verb.toLowerCase(Locale.ROOT) : verb) + seed.oneOf(BLANKS);
    }

    private static String subjects(Seed seed) {
        String reply = seed.random().nextBoolean() ? " " + seed.literal(List.of("r")) : "";
        return seed.literal(List.of("a", "b")) + reply;
    }

    private static String message(Seed seed, String end) {
        int size = seed.random().nextInt(seed.random().nextInt(10) == 0 ? 5_000 : 20);
        boolean usual = seed.random().nextInt(3) > 0;
        String verb = usual ? "PUB " : verb(seed, "PUB");
        return verb + subjects(seed) + " " + size + (usual ? "\r\n" : end) + "p".repeat(size) + "\r\n";
    }

    private static String withHeaders(Seed seed, String end) {
        String block = "NATS/1.0\r\n" + (seed.random().nextBoolean() ? "K: v\r\n" : "") + "\r\n";
        int size = seed.random().nextInt(20);
        return verb(seed, "HPUB") + subjects(seed) + " " + block.length() + " " + (block.length() + size) + end + block
                + "p".repeat(size) + "\r\n";
    }

    private static byte[] damage(byte[] input, Random random) {
        byte[] damaged = input.clone();
        for (int i = 0; i < 1 + random.nextInt(3) && damaged.length > 1; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] = (byte) TELLING.charAt(random.nextInt(TELLING.length()));
                case 2 -> System.arraycopy(input, 0, damaged, at, Math.min(input.length, damaged.length - at));
                default -> damaged = Arrays.copyOf(damaged, 1 + at);
            }
        }
        return damaged;
    }

    private static void same(Scene scene, Random random, byte[] input) {
        Result whole = hold(scene, input, new int[0]);
        String shown = new String(input, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 3; i++) {
            int[] cuts = cuts(random, input.length);
            assertEquals(whole, hold(scene, input, cuts), () -> "cut at " + Arrays.toString(cuts) + " of " + shown);
        }
        int most = 64 * input.length + 4_096;
        assertTrue(
                whole.answer().length() <= most,
                () -> "answered with " + whole.answer().length() + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUB a 3\r\nabc-", "pub  a 3\r\nabc\n", "HPUB a 12 13\r\nNATS/1.0\r\n\r\nx-"})
    void wrongByteBehindPayloadIsAnsweredBeforeMoreComes(String message) {
        byte[] input =
                ("CONNECT {\"verbose\":false,\"headers\":true}\r\n" + message).getBytes(StandardCharsets.ISO_8859_1);
        try (Scene scene = Scene.of()) {
            for (int cut = 0; cut < input.length; cut++) {
                Result result = hold(scene, input, new int[] {cut});
                assertEquals("-ERR 'Unknown Protocol Operation'\r\n", result.answer(), "cut at " + cut);
            }
        }
    }

    @Test
    void validConversationsAreHeldTheSameInAnyPieces() {
        Seed seed = Seed.forRun();
        try (Scene scene = Scene.of()) {
            seed.run(() -> {
                for (int i = 0; i < VALID; i++) {
                    byte[] input = conversation(seed);
                    Result whole = hold(scene, input, new int[0]);
                    assertEquals("Client Closed", whole.reason(), () -> new String(input, StandardCharsets.UTF_8));
                    same(scene, seed.random(), input);
                }
            });
        }
    }

    @Test
    void damagedConversationsAreHeldTheSameInAnyPieces() {
        Seed seed = Seed.forRun();
        try (Scene scene = Scene.of()) {
            seed.run(() -> {
                for (int i = 0; i < DAMAGED; i++) {
                    same(scene, seed.random(), damage(conversation(seed), seed.random()));
                }
            });
        }
    }
}

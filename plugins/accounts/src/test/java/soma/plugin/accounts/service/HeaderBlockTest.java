/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.message.Message;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Seed;

class HeaderBlockTest {
    private static final String OWN = "Nats-Request-Info: {\"acc\":\"APP\",\"rtt\":7}\r\n";

    @Test
    void aRequestWithoutHeadersGetsABlock() {
        assertEquals("NATS/1.0\r\n" + OWN + "\r\n", written(""));
    }

    @Test
    void otherHeadersStayAsTheyAre() {
        assertEquals(
                "NATS/1.0\r\nA: 1\r\na:2\r\n  folded\r\n" + OWN + "\r\n",
                written("NATS/1.0\r\nA: 1\r\na:2\r\n  folded\r\n\r\n"));
    }

    @Test
    void everyForgedOneGoesHoweverItIsSpelt() {
        String forged = "NATS/1.0\r\nNats-Request-Info: {\"acc\":\"SYS\"}\r\nA: 1\r\nnats-request-info: low\r\n"
                + "Nats-Request-Info : sp\r\nNATS-REQUEST-INFO\t:\r\n folded\r\n\tmore\r\nB: Nats-Request-Info: x\r\n"
                + "Nats-Request-Information: y\r\nNats-Request-Info: {}\nC: 3\r\nNats-Request-Info:\r\n\r\n";
        assertEquals(
                "NATS/1.0\r\nA: 1\r\nB: Nats-Request-Info: x\r\nNats-Request-Information: y\r\nC: 3\r\n" + OWN + "\r\n",
                written(forged));
    }

    @Test
    void oneInPlaceOfTheVersionLineGoesToo() {
        assertEquals("NATS/1.0\r\nA: 1\r\n" + OWN + "\r\n", written("Nats-Request-Info: {}\r\nA: 1\r\n\r\n"));
    }

    @Test
    void whatFollowsABlankLineIsNotWhereOursHides() {
        assertEquals(
                "NATS/1.0\r\nA: 1\r\n" + OWN + "\r\nB: 2\r\n\r\n",
                written("NATS/1.0\r\nA: 1\r\n\r\nNats-Request-Info: late\r\nB: 2\r\n\r\n"));
    }

    @Test
    void aBlockWithoutAnEndIsEnded() {
        assertEquals("NATS/1.0\r\nA: 1\r\n" + OWN + "\r\n", written("NATS/1.0\r\nA: 1"));
        assertEquals("NATS/1.0\r\n" + OWN + "\r\n", written("NATS/1.0\r\nNats-Request-Info: x"));
        assertEquals(OWN + "\r\n", written("\r\n"));
    }

    @Test
    void theDestinationOfATraceIsReplaced() {
        String block = "NATS/1.0\r\nNats-Trace-Dest: t\r\nA: 1\r\n\r\n";
        assertEquals("NATS/1.0\r\nA: 1\r\n" + OWN + "Nats-Trace-Dest: to\r\n\r\n", written(block, "to"));
        assertEquals("NATS/1.0\r\nNats-Trace-Dest: t\r\nA: 1\r\n" + OWN + "\r\n", written(block));
    }

    @Test
    void whateverABlockHoldsExactlyOneIsLeft() {
        String[] pieces = {
            "NATS/1.0\r\n",
            "\r\n",
            "\n",
            "\r",
            " ",
            "\t",
            ":",
            "A: 1\r\n",
            "Nats-Request-Info",
            "Nats-Request-Info: x",
            "nats-request-info: y\r\n",
            "Nats-Trace-Dest: z\r\n",
            "ä"
        };
        Seed seed = Seed.forRun();
        Random random = seed.random();
        seed.run(() -> {
            for (int i = 0; i < 5_000; i++) {
                var block = new StringBuilder();
                for (int n = random.nextInt(8); n > 0; n--) {
                    block.append(pieces[random.nextInt(pieces.length)]);
                }
                String result = written(block.toString(), random.nextBoolean() ? "to" : null);
                long named = result.lines() // CR alone ends one too
                        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).matches("nats-request-info[ \t]*:.*"))
                        .count();
                assertEquals(1, named, () -> "of " + block + " came " + result);
                assertTrue(result.contains(OWN), result);
            }
        });
    }

    private static String written(String block) {
        return written(block, null);
    }

    private static String written(String block, @Nullable String trace) {
        ClientInfo info = Clients.anyOf("APP").withRtt(7);
        byte[] to = trace == null ? null : trace.getBytes(StandardCharsets.US_ASCII);
        var scratch = new Scratch();
        String[] result = new String[1];
        FleetingMessage.during(FleetingMessage.held("a", "", block, ""), message -> {
            Message made = scratch.begin(message, HeaderBlock.room(message.headers(), info, to));
            HeaderBlock.write(message.headers(), scratch, info, to);
            scratch.show(made.headers());
            result[0] = made.headers().toString();
            return 0;
        });
        scratch.free();
        return result[0];
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.protocol.SessionView;
import soma.spi.tck.fixture.Race;
import soma.spi.tck.fixture.Seed;

/**
 * What every {@link soma.spi.protocol.Protocol} must do. A test extends it, makes the protocol and gives conversations; a
 * handful that use every verb is right.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class ProtocolContract {
    private static final int MOST_ANSWERED = 64 * 1024;
    private static final int GARBAGE = 1024 * 1024;
    private static final int TRIES = 200;
    private static final String TELLING = "\r\n 0-9{}\"";

    /** For subclasses. */
    protected ProtocolContract() {}

    /** Makes protocols; see {@link ProtocolFixture}. */
    protected abstract ProtocolFixture fixture();

    /** Returns conversations. */
    protected abstract List<WireScript> scripts();

    /** Returns more input that must close the link, by name: lines without end, sizes out of range. */
    protected Map<String, String> moreGarbage() {
        return Map.of();
    }

    @Test
    public void anySplitOfTheInputGivesTheSameAnswers() {
        scripts().forEach(WireScript::run);
    }

    @Test
    public void randomPiecesGiveTheSameAnswers() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (WireScript script : scripts()) {
                int bytes = script.input().length;
                for (int i = 0; i < 50 && bytes > 2; i++) {
                    int[] cuts = seed.random()
                            .ints(seed.random().nextInt(bytes), 1, bytes)
                            .sorted()
                            .distinct()
                            .toArray();
                    script.hold("cut at " + Arrays.toString(cuts), cuts);
                }
            }
        });
    }

    @Test
    public void garbageClosesWithFewWords() {
        garbage().forEach((name, bytes) -> {
            try (WireRun run = new WireRun(fixture())) {
                feed(run, bytes, 4096);
                assertTrue(run.link().isClosed(), name + ": the link is open still");
                assertTrue(
                        run.link().sentBytes().length <= MOST_ANSWERED,
                        name + ": answered with " + run.link().sentBytes().length + " bytes");
            }
        });
    }

    @Test
    public void damagedConversationsNeitherHangNorThrow() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < TRIES; i++) {
                byte[] damaged = damage(seed.oneOf(scripts()).input(), seed.random());
                try (WireRun run = new WireRun(fixture())) {
                    feed(run, damaged, 1 + seed.random().nextInt(100));
                    int most = MOST_ANSWERED + 64 * damaged.length;
                    int answered = run.link().sentBytes().length;
                    assertTrue(answered <= most, "answered " + damaged.length + " bytes with " + answered);
                }
            }
        });
    }

    @Test
    public void theInputMayEndAnywhere() {
        for (WireScript script : scripts()) {
            byte[] input = script.input();
            for (int end = 0; end <= input.length; end++) {
                try (WireRun run = new WireRun(fixture())) {
                    feed(run, Arrays.copyOf(input, end), 4096);
                }
            }
        }
    }

    @Test
    public void closesWhenToldFromAnyThread() {
        try (WireRun run = new WireRun(fixture())) {
            Race.run(2, number -> run.session().close("Server Shutdown"));
            run.loop().runUntilIdle();
            assertTrue(run.link().isClosed(), "the link");
        }
    }

    @Test
    public void aBrokenLinkIsNoFailure() {
        try (WireRun run = new WireRun(fixture())) {
            run.link().closedByPeer(new IOException("connection reset"));
            run.loop().run(() -> run.session().close("too late"));
        }
    }

    @Test
    public void aSlowPeerIsNoFailure() {
        for (WireScript script : scripts()) {
            try (WireRun run = new WireRun(fixture())) {
                run.link().stall(true);
                feed(run, script.input(), 64);
                run.link().stall(false);
            }
        }
    }

    @Test
    public void itsViewCanBeAskedAtAnyTime() {
        try (WireRun run = new WireRun(fixture())) {
            SessionView view = run.session().view();
            ask(view);
            String protocol = view.protocol();
            feed(run, scripts().getFirst().input(), 4096);
            Race.run(2, number -> ask(view));
            run.link().closedByPeer(null);
            ask(view);
            assertEquals(protocol, view.protocol());
            assertFalse(protocol.isBlank(), "the protocol's name");
        }
    }

    private static void ask(SessionView view) {
        assertDoesNotThrow(() -> List.of(
                view.identity(),
                view.protocol(),
                view.space(),
                view.remoteAddress(),
                view.started(),
                view.lastActivity(),
                view.rtt(),
                view.details()));
        assertTrue(view.messagesIn() >= 0 && view.messagesOut() >= 0, "messages");
        assertTrue(view.bytesIn() >= 0 && view.bytesOut() >= 0, "bytes");
        assertTrue(view.pendingBytes() >= 0 && view.subscriptions() >= 0, "pending bytes and subscriptions");
    }

    private Map<String, byte[]> garbage() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        byte[] random = new byte[GARBAGE];
        new Random(1).nextBytes(random);
        all.put("random bytes", random);
        all.put("zeros", new byte[GARBAGE]);
        all.put("the letter A for ever", "A".repeat(GARBAGE).getBytes(StandardCharsets.ISO_8859_1));
        all.put("HTTP", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        moreGarbage().forEach((name, text) -> all.put(name, text.getBytes(StandardCharsets.ISO_8859_1)));
        return all;
    }

    private static byte[] damage(byte[] input, Random random) {
        byte[] damaged = input.clone();
        for (int i = 0; i < 1 + random.nextInt(4) && damaged.length > 0; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(3)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] = (byte) TELLING.charAt(random.nextInt(TELLING.length()));
                default -> damaged = Arrays.copyOf(damaged, at);
            }
        }
        return damaged;
    }

    private static void feed(WireRun run, byte[] bytes, int pieces) {
        for (int from = 0; from < bytes.length && !run.link().isClosed(); from += pieces) {
            run.link().receive(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieces)));
        }
    }
}

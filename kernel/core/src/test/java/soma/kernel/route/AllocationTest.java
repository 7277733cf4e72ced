/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.Origin;
import soma.spi.route.PublishTap;
import soma.spi.route.Route;
import soma.spi.space.SubjectSpace;

/**
 * What a message costs in heap memory once everything is warm: nothing. Read buffers and chunks are native, so what is
 * counted is what the kernel does between them.
 */
@Tag("slow")
class AllocationTest {
    private static final int MESSAGES = 100_000;
    private static final int ROUNDS = 4;

    private SessionHarness harness = new SessionHarness();

    @AfterEach
    void free() {
        harness.close();
    }

    /** A tap that nobody calls. */
    private static final class Tap implements ServerPlugin, PublishTap {
        @Override
        public PluginInfo info() {
            return PluginInfo.of("tap", "1.0.0");
        }

        @Override
        public void contribute(Contributions contributions) {
            contributions.add(PublishTap.POINT, this);
        }

        @Override
        public List<Trigger> triggers() {
            return List.of(Trigger.exactly("Nats-Trace-Dest"), Trigger.inAnyCase("traceparent"));
        }

        @Override
        public int publish(Message message, Route route) {
            throw new IllegalStateException("nobody called this tap");
        }
    }

    @Test
    void messagesThatCallNoTap() {
        harness.close();
        harness = new SessionHarness(new Tap());
        harness.subscribe("SUB foo.* 1\r\n");
        assertAllocatesNothing(i -> (i & 1) == 0
                ? "PUB foo.bar 2\r\nhi\r\n"
                : "HPUB foo.bar 39 41\r\nNATS/1.0\r\nNats-Trace-Desk: anywhere\r\n\r\nhi\r\n");
        harness.assertDelivered(MESSAGES * ROUNDS);
    }

    @Test
    void subjectsThatNeverComeAgainWithHeadersThatCallNoTap() {
        harness.close();
        harness = new SessionHarness(new Tap());
        harness.subscribe("SUB _INBOX.> 1\r\n");
        assertAllocatesNothing(harness.prepareFresh(
                MESSAGES, ROUNDS, (round, i) -> "HPUB _INBOX." + round + "." + i + " 12 14\r\nNATS/1.0\r\n\r\nhi\r\n"));
        harness.assertDelivered(MESSAGES * ROUNDS);
    }

    /** Has a client send so many messages and fails if the best of some rounds allocated anything per message. */
    private void assertAllocatesNothing(IntFunction<String> message) {
        assertAllocatesNothing(harness.prepare(MESSAGES, message));
    }

    private void assertAllocatesNothing(SessionHarness.Batch batch) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            batch.publish();
            best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(best < MESSAGES / 10, best + " bytes for " + MESSAGES + " messages");
    }

    @Test
    void aMessageToNobody() {
        assertAllocatesNothing(i -> "PUB foo.bar 16\r\n0123456789abcdef\r\n");
    }

    @Test
    void aMessageToOneSubscription() {
        harness.subscribe("SUB foo.bar 1\r\n");
        assertAllocatesNothing(i -> "PUB foo.bar reply.to 16\r\n0123456789abcdef\r\n");
        harness.assertDelivered(MESSAGES * ROUNDS);
    }

    @Test
    void messagesOfAPluginThatEnterInTwoPlaces() {
        harness.subscribe("SUB foo 1\r\n");
        SubjectSpace space = harness.space();
        Origin peer = Origin.of(Origin.Scope.PEER, "");
        try (MessageBuffer buffer = new MessageBuffer()) {
            Message message = buffer.set("foo", new byte[16]);
            assertAllocatesNothing(() -> {
                for (int i = 0; i < MESSAGES; i++) {
                    message.origin((i & 1) == 0 ? Origin.LOCAL : peer);
                    space.publish(message);
                }
            });
        }
    }

    @Test
    void aMessageToAWildcard() {
        harness.subscribe("SUB foo.* 1\r\n");
        assertAllocatesNothing(i -> "PUB foo.bar 16\r\n0123456789abcdef\r\n");
        harness.assertDelivered(MESSAGES * ROUNDS);
    }

    @Test
    void aMessageToAQueueGroup() {
        harness.subscribe("SUB foo.bar w 1\r\nSUB foo.* w 2\r\nSUB > w 3\r\n");
        assertAllocatesNothing(i -> "PUB foo.bar 16\r\n0123456789abcdef\r\n");
        harness.assertDelivered(MESSAGES * ROUNDS);
    }

    @Test
    void aMessageWithHeaders() {
        harness.subscribe("SUB foo.bar 1\r\n");
        assertAllocatesNothing(i -> "HPUB foo.bar 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
        harness.assertDelivered(MESSAGES * ROUNDS);
    }

    @Test
    void messagesOnAFewSubjectsByTurns() {
        harness.subscribe("SUB > 1\r\n");
        assertAllocatesNothing(i -> "PUB subject." + i % 50 + " 2\r\nhi\r\n");
        harness.assertDelivered(MESSAGES * ROUNDS);
    }

    @Test
    void messagesOnSubjectsThatNeverComeAgain() {
        harness.subscribe("SUB _INBOX.> 1\r\n");
        // the doorkeeper of a fresh cache remembers the last subject of each place: no subject comes twice in a round
        assertAllocatesNothing(
                harness.prepareFresh(MESSAGES, ROUNDS, (round, i) -> "PUB _INBOX." + round + "." + i + " 2\r\nhi\r\n"));
        harness.assertDelivered(MESSAGES * ROUNDS);
    }

    @Test
    void subjectsThatNeverComeAgainAndNobodyWants() {
        assertAllocatesNothing(
                harness.prepareFresh(MESSAGES, ROUNDS, (round, i) -> "PUB lost." + round + "." + i + " 0\r\n\r\n"));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.plugin.transport.inprocess.ManualLoop;
import soma.spi.tck.fixture.Seed;

/** Lanes, outboxes and outlets: what is staged, when it is handed over, and what is counted. */
class StagingTest {
    private static final long MAX_PENDING = 64L << 20;
    private static final long CONGESTED = 8L << 20;

    private final ManualLoop loop = new ManualLoop();
    private final Lanes lanes = new Lanes();
    private final FakeLink link = new FakeLink(loop);
    private final FakeOwner owner = new FakeOwner();
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void free() {
        arena.close();
        lanes.close();
        loop.close();
    }

    private Outlet outlet(boolean drops) {
        return new Outlet(link, owner, MAX_PENDING, drops);
    }

    /** Stages {@code prefix}, then a tail of that many bytes, and returns whether it was taken. */
    private boolean deliver(Outbox box, String prefix, int tailLength) {
        byte[] bytes = prefix.getBytes(StandardCharsets.US_ASCII);
        MemorySegment tail = arena.allocate(tailLength);
        tail.fill((byte) 'x');
        return box.deliver(Words.of(bytes), bytes.length, tail, 0, tailLength, tailLength);
    }

    private void inLoop(Runnable task) {
        loop.execute(task);
        loop.runUntilIdle();
    }

    @Test
    void whatIsStagedLeavesInOrderAtTheEndOfTheTurn() {
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            Outbox box = outlet(false).box(lane);
            deliver(box, "MSG a 1 ", 3);
            box.write("+OK\r\n".getBytes(StandardCharsets.US_ASCII));
            box.deliverWithHeaders(
                    Words.of("MSG b 1 ".getBytes(StandardCharsets.US_ASCII)), 8, arena.allocate(8), 0, 0, 0);
            deliver(box, "MSG c 12 ", 5);
            lane.flushSoon();
            lane.flushSoon();
            assertEquals("", link.take());
        });
        assertEquals("MSG a 1 xxx+OK\r\nHMSG b 1 MSG c 12 xxxxx", link.take());
        assertEquals(1, link.writes().size());
    }

    @Test
    void prefixesAndTailsOfEveryLengthComeOutWhole() {
        Seed seed = Seed.forRun();
        seed.run(() -> inLoop(() -> {
            Lane lane = lanes.of(loop);
            Outbox box = outlet(false).box(lane);
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 3000; i++) {
                String prefix = "p".repeat(seed.random().nextInt(1, 40));
                int tail = seed.random().nextInt(5, 80);
                deliver(box, prefix, tail);
                expected.append(prefix).append("x".repeat(tail));
                if (seed.random().nextInt(50) == 0) {
                    lane.flush();
                }
            }
            lane.flush();
            assertEquals(expected.toString(), link.take());
        }));
    }

    @Test
    void largeMessagesGoThroughAsTheyAre() {
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            Outbox box = outlet(false).box(lane);
            for (int size : new int[] {60_000, 65_536, 1 << 20, 3}) {
                deliver(box, "MSG a 1 ", size);
            }
            lane.flush();
            assertEquals(4 * 8 + 60_000 + 65_536 + (1 << 20) + 3, link.take().length());
        });
    }

    @Test
    void manyBytesForOneConnectionLeaveEarly() {
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            Outbox box = outlet(false).box(lane);
            for (int i = 0; i < 10; i++) {
                deliver(box, "MSG a 1 ", 60_000);
            }
            List<Integer> early = link.writes();
            assertFalse(early.isEmpty());
            assertTrue(early.getFirst() >= 256 * 1024, "first write: " + early.getFirst());
            lane.flush();
            int all = link.writes().stream().mapToInt(Integer::intValue).sum();
            assertEquals(10 * 60_008, all);
        });
    }

    @Test
    void manyBytesForManyConnectionsLeaveEarly() {
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            int connections = 400;
            Outbox[] boxes = new Outbox[connections];
            for (int i = 0; i < connections; i++) {
                boxes[i] = outlet(false).box(lane);
            }
            for (int round = 0; round < 3; round++) {
                for (Outbox box : boxes) {
                    deliver(box, "MSG a 1 ", 30_000);
                }
            }
            assertFalse(link.writes().isEmpty(), "36 MB are staged at once");
            lane.flush();
            assertEquals(
                    3 * 400 * 30_008,
                    link.writes().stream().mapToInt(Integer::intValue).sum());
        });
    }

    @Test
    void messagesAndTheirBytesAreCountedPerConnectionOverAllLanes() {
        Outlet outlet = outlet(false);
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            Outbox box = outlet.box(lane);
            deliver(box, "MSG a 1 ", 10);
            deliver(box, "MSG a 1 ", 20);
            box.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            lane.flush();
        });
        Lane guest = lanes.enter();
        deliver(outlet.box(guest), "MSG a 1 ", 5);
        lanes.exit(guest);
        assertEquals(3, outlet.messages());
        assertEquals(35, outlet.messageBytes());
    }

    @Test
    void aCongestedConnectionGetsItsMessagesAndItsProducerIsNamed() {
        Outlet outlet = outlet(false);
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            Outbox box = outlet.box(lane);
            link.pending(CONGESTED + 1);
            deliver(box, "MSG a 1 ", 10);
            lane.flush();
            assertTrue(outlet.isCongested());
            assertNull(lane.takeCongested());
            assertTrue(deliver(box, "MSG b 1 ", 10));
            assertSame(outlet, lane.takeCongested());
            assertNull(lane.takeCongested());
            lane.flush();
            assertEquals(36, link.take().length());
        });
        assertEquals(List.of(), owner.told());
    }

    @Test
    void aCongestedConnectionLosesItsMessagesOnlyWhenConfigured() {
        Outlet outlet = outlet(true);
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            Outbox box = outlet.box(lane);
            link.pending(CONGESTED + 1);
            deliver(box, "MSG a 1 ", 10);
            lane.flush();
            assertFalse(deliver(box, "MSG b 1 ", 10));
            assertNull(box.room(10));
            box.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            lane.flush();
            assertEquals("MSG a 1 xxxxxxxxxxPING\r\n", link.take());
            assertEquals(1, outlet.messages());
            assertNull(lane.takeCongested());
        });
    }

    @Test
    void congestionEndsWhenHalfIsWritten() {
        Outlet outlet = outlet(true);
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            Outbox box = outlet.box(lane);
            link.pending(CONGESTED + 1);
            deliver(box, "MSG a 1 ", 10);
            lane.flush();
            assertFalse(outlet.relieved(CONGESTED / 2 + 1));
            assertTrue(outlet.isCongested());
            link.pending(CONGESTED / 2);
            assertTrue(deliver(box, "MSG b 1 ", 10));
            assertFalse(outlet.isCongested());
            assertTrue(outlet.relieved(CONGESTED / 2));
            lane.flush();
        });
    }

    @Test
    void theOwnerHearsOnceThatTooManyBytesWait() {
        Outlet outlet = outlet(false);
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            Outbox box = outlet.box(lane);
            link.pending(MAX_PENDING);
            deliver(box, "MSG a 1 ", 10);
            lane.flush();
            assertEquals(List.of(), owner.told());
            link.pending(MAX_PENDING + 1);
            deliver(box, "MSG a 1 ", 10);
            lane.flush();
            deliver(box, "MSG a 1 ", 10);
            lane.flush();
        });
        assertEquals(List.of("overflowed"), owner.told());
    }

    @Test
    void aThreadThatIsNoLoopBorrowsOneLaneUntilItsLastExit() {
        Lane outer = lanes.enter();
        Outbox box = outlet(false).box(outer);
        Lane inner = lanes.enter();
        assertSame(outer, inner);
        deliver(box, "MSG a 1 ", 1);
        lanes.exit(inner);
        assertEquals("", link.take());
        lanes.exit(outer);
        assertEquals("MSG a 1 x", link.take());
    }

    @Test
    void aLoopUsesItsOwnLane() {
        inLoop(() -> {
            Lane own = lanes.of(loop);
            Lane entered = lanes.enter();
            assertSame(own, entered);
            assertNotNull(entered.loop());
            lanes.exit(entered);
        });
    }

    @Test
    void randomNumbersAreInBoundsAndEven() {
        inLoop(() -> {
            Lane lane = lanes.of(loop);
            int[] hits = new int[10];
            for (int i = 0; i < 10_000; i++) {
                hits[lane.random(10)]++;
            }
            for (int hit : hits) {
                assertTrue(hit > 800 && hit < 1200, "hits of one number in ten: " + hit + " of 10000");
            }
        });
    }
}

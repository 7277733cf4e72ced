/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import soma.kernel.random.SystemRandom;
import soma.spi.memory.ChunkPool;
import soma.spi.transport.EventLoop;

/**
 * All lanes: one per event loop, and a few that other threads borrow while they publish. Safe for any thread.
 */
public final class Lanes {
    private static final int GUESTS = 2;

    private final SystemRandom seeds = new SystemRandom();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<EventLoop, Lane> lanes = new ConcurrentHashMap<>();
    private final Guest[] guests = new Guest[GUESTS];
    /** One per server, as a thread may publish to several servers of one process. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Lane> current = new ThreadLocal<>();

    private volatile boolean tracing;

    private record Guest(Lane lane, ReentrantLock lock) {}

    /** Makes the lanes of a server. */
    public Lanes() {
        for (int i = 0; i < GUESTS; i++) {
            guests[i] = new Guest(
                    new Lane(count.getAndIncrement(), new ChunkPool(), null, seeds.nextLong()), new ReentrantLock());
        }
    }

    /** Returns the lane of a loop; to be called on that loop. */
    public Lane of(EventLoop loop) {
        Lane lane =
                lanes.computeIfAbsent(loop, l -> new Lane(count.getAndIncrement(), l.chunks(), l, seeds.nextLong()));
        current.set(lane);
        return lane;
    }

    /**
     * Returns the lane to use on this thread until {@link #exit}: its loop's, or one borrowed. Calls nest. A thread that is
     * no loop may wait here for another one to finish publishing.
     */
    public Lane enter() {
        Lane lane = current.get();
        if (lane == null || isForeign(lane)) {
            lane = borrow();
        }
        lane.depth++;
        return lane;
    }

    /** Ends the use of a lane that {@link #enter} returned, and sees that what was staged is handed over. */
    public void exit(Lane lane) {
        lane.depth--;
        if (lane.loop() != null) {
            lane.flushSoon();
            return;
        }
        if (lane.depth == 0) {
            lane.flush();
            lane.takeCongested();
            current.remove();
            guests[lane.index()].lock.unlock();
        }
    }

    /**
     * Sets whether deliveries to client connections are logged. Routes that were compiled before do not know of it, so
     * whoever changes this invalidates them afterwards.
     */
    public void trace(boolean deliveries) {
        tracing = deliveries;
    }

    /** Returns whether deliveries to client connections are logged. */
    public boolean isTracing() {
        return tracing;
    }

    private static boolean isForeign(Lane lane) {
        EventLoop loop = lane.loop();
        return loop != null && !loop.inLoop();
    }

    private Lane borrow() {
        Guest guest = guests[(int) (Thread.currentThread().threadId() % GUESTS)];
        guest.lock.lock();
        current.set(guest.lane);
        return guest.lane;
    }

    /** Frees the native memory of the borrowed lanes. Loops free their own. */
    public void close() {
        for (Guest guest : guests) {
            guest.lock.lock();
            try {
                guest.lane.chunks().clear();
                guest.lane.tailBuffer().close();
            } finally {
                guest.lock.unlock();
            }
        }
        lanes.values().forEach(lane -> lane.tailBuffer().close());
    }
}

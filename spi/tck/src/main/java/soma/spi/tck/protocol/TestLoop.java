/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.protocol;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.memory.ChunkPool;
import soma.spi.transport.EventLoop;

/**
 * An event loop that the test drives: nothing runs and no time passes but in {@link #run}, {@link #runUntilIdle} and
 * {@link #advance}. Work may be given from any thread; one thread at a time may drive.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class TestLoop implements EventLoop, AutoCloseable {
    /** More tasks than any test needs. */
    private static final int MOST_TASKS = 1_000_000;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timed> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timed::due).thenComparingLong(Timed::number));
    private final AtomicLong timersMade = new AtomicLong();
    private final AtomicLong now = new AtomicLong();
    private final ChunkPool chunks = new ChunkPool();
    private volatile @Nullable Thread driver;

    private record Timed(Runnable task, long due, long number) {}

    /** Makes a loop at time 0. */
    public TestLoop() {}

    /** Runs something as if the loop did, then all work that it leads to. */
    public void run(Runnable action) {
        drive(action);
        runUntilIdle();
    }

    /**
     * Runs all tasks there are and all that they lead to, up to the present virtual time. What one throws is thrown here.
     *
     * @throws AssertionError if the work does not end
     */
    public void runUntilIdle() {
        int done = 0;
        for (Runnable task = next(); task != null; task = next()) {
            drive(task);
            if (++done == MOST_TASKS) {
                throw new AssertionError("still busy after " + MOST_TASKS + " tasks (expected: that work ends)");
            }
        }
    }

    /** Lets time pass, running every timer at its time. */
    public void advance(Duration duration) {
        long until = now.get() + duration.toNanos();
        runUntilIdle();
        for (long due = nextDue(); due <= until; due = nextDue()) {
            now.set(Math.max(due, now.get()));
            runUntilIdle();
        }
        now.set(until);
    }

    /** Drops all work and frees the chunks. */
    @Override
    public void close() {
        synchronized (tasks) {
            tasks.clear();
            timers.clear();
        }
        chunks.clear();
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread().equals(driver);
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
    }

    @Override
    public Timer schedule(Runnable task, long delayNanos) {
        var timed = new Timed(task, now.get() + Math.max(0, delayNanos), timersMade.incrementAndGet());
        synchronized (tasks) {
            timers.add(timed);
        }
        return () -> {
            synchronized (tasks) {
                timers.remove(timed);
            }
        };
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public ChunkPool chunks() {
        return chunks;
    }

    private void drive(Runnable action) {
        Thread before = driver;
        driver = Thread.currentThread();
        try {
            action.run();
        } finally {
            driver = before;
        }
    }

    private @Nullable Runnable next() {
        synchronized (tasks) {
            Runnable task = tasks.poll();
            Timed timed = timers.peek();
            if (task == null && timed != null && timed.due() <= now.get()) {
                timers.remove();
                return timed.task();
            }
            return task;
        }
    }

    private long nextDue() {
        synchronized (tasks) {
            Timed first = timers.peek();
            return first == null ? Long.MAX_VALUE : first.due();
        }
    }
}

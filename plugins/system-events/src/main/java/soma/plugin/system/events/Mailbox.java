/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has tasks done by one worker, in order, at once or later. Whoever hands a task over never waits: beyond a bound tasks are
 * dropped and counted. Safe for any thread; its lock is never held while a task runs.
 */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final InstantSource clock;
    private final String name;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Later> later = new PriorityQueue<>((a, b) -> a.due().compareTo(b.due()));
    private long dropped;
    private boolean closed;

    private record Later(Instant due, Runnable task) {}

    /**
     * Makes a mailbox that nobody empties yet.
     *
     * @param name  what it holds, for the log
     * @param most  how many tasks may wait
     * @param clock says when a later task is due
     */
    Mailbox(String name, int most, InstantSource clock) {
        this.clock = clock;
        this.name = name;
        this.most = most;
    }

    /** Begins to work, until it is closed. */
    void start(Executor workers) {
        workers.execute(this::work);
    }

    /** Hands a task over. */
    void add(Runnable task) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (tasks.size() >= most) {
                drop();
                return;
            }
            tasks.addLast(task);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void drop() {
        dropped++;
        if (Long.bitCount(dropped) == 1) { // the first, the second, the fourth …
            LOG.warn("Too many {} wait: {} dropped so far", name, dropped);
        }
    }

    /** Has a task done after a while. */
    void addLater(Duration delay, Runnable task) {
        lock.lock();
        try {
            if (!closed) {
                later.add(new Later(clock.instant().plus(delay), task));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits and ends. */
    void close() {
        lock.lock();
        try {
            closed = true;
            tasks.clear();
            later.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (Runnable task = next(); task != null; task = next()) {
                attempt(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("One of the {} failed", name, e);
        }
    }

    private @Nullable Runnable next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                Later first = later.peek();
                long left = first == null
                        ? 0
                        : Duration.between(clock.instant(), first.due).toNanos();
                if (first != null && left <= 0) {
                    later.remove();
                    return first.task;
                }
                Runnable task = tasks.pollFirst();
                if (task != null) {
                    return task;
                }
                if (first == null) {
                    changed.await();
                } else {
                    var _ = changed.awaitNanos(left);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }
}

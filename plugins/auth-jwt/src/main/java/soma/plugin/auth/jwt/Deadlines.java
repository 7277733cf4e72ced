/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Does things when their time has come by the server's clock, each in a worker. The clock may be set, so it is looked at again
 * now and then, however far the next deadline is. Safe for any thread.
 */
final class Deadlines {
    private static final long LOOK_MILLIS = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Deadline> deadlines = new HashMap<>();
    private @Nullable InstantSource clock;
    private @Nullable Executor workers;
    private @Nullable Thread thread;

    private record Deadline(Instant when, Runnable task) {}

    /** Begins to do things. */
    void start(InstantSource time, Executor where) {
        lock.lock();
        try {
            clock = time;
            workers = where;
            thread = Thread.ofVirtual().name("jwt-deadlines").start(this::run);
        } finally {
            lock.unlock();
        }
    }

    /** Does nothing any more. */
    void stop() {
        lock.lock();
        try {
            deadlines.clear();
            if (thread != null) {
                thread.interrupt();
                thread = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does something at a time, in place of what was to be done under that name. */
    void set(String name, Instant when, Runnable task) {
        lock.lock();
        try {
            deadlines.put(name, new Deadline(when, task));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Does something after a time. */
    void set(String name, Duration delay, Runnable task) {
        InstantSource time = clock;
        if (time != null) {
            set(name, time.instant().plus(delay), task);
        }
    }

    /** Does nothing under that name. */
    void clear(String name) {
        lock.lock();
        try {
            deadlines.remove(name);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        InstantSource time = clock;
        Executor where = workers;
        if (time == null || where == null) {
            return;
        }
        try {
            while (!Thread.interrupted()) {
                due(time).forEach(where::execute);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped
        }
    }

    private List<Runnable> due(InstantSource time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            List<Runnable> tasks = take(time.instant());
            while (tasks.isEmpty()) {
                if (deadlines.isEmpty()) {
                    changed.await();
                } else {
                    var _ = changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                }
                tasks = take(time.instant());
            }
            return tasks;
        } finally {
            lock.unlock();
        }
    }

    private List<Runnable> take(Instant now) {
        List<Runnable> tasks = new ArrayList<>();
        deadlines.values().removeIf(deadline -> {
            boolean due = !deadline.when().isAfter(now);
            return due && tasks.add(deadline.task());
        });
        return tasks;
    }
}

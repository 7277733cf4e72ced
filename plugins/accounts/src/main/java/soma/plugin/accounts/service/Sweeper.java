/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs something every now and then while there is a reason to: one timer for all answers that are awaited, however many there
 * are. Safe for any thread.
 */
final class Sweeper {
    /** How soon it runs when something has happened; a few more such things are then dealt with together. */
    private static final long SOON_MILLIS = 50;

    private static final long SHORTEST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 1_000;

    /** An answer is awaited longer than it may take by this part at most. */
    private static final int PARTS = 8;

    private final Executor workers;
    private final Sweep sweep;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicBoolean hurried = new AtomicBoolean();
    private volatile long interval = LONGEST_MILLIS;
    private volatile boolean closed;

    /** What is run. */
    @FunctionalInterface
    interface Sweep {
        /** Does it; returns whether to do so again. */
        boolean run();
    }

    Sweeper(Executor workers, Sweep sweep) {
        this.workers = workers;
        this.sweep = sweep;
    }

    /** Runs often enough for answers that may take so long. */
    void serve(long thresholdMillis) {
        long wanted = Math.max(SHORTEST_MILLIS, thresholdMillis / PARTS);
        if (wanted < interval) {
            interval = wanted;
        }
    }

    /** Runs after the interval. */
    void arm() {
        if (!armed.get() && armed.compareAndSet(false, true)) {
            after(interval, this::run);
        }
    }

    /** Runs soon. */
    void hurry() {
        if (!hurried.get() && hurried.compareAndSet(false, true)) {
            after(SOON_MILLIS, () -> {
                hurried.set(false);
                sweep();
            });
        }
    }

    /** Runs no more. */
    void close() {
        closed = true;
    }

    private void run() {
        armed.set(false); // first, so that whoever comes while this runs arms it again
        if (sweep()) {
            arm();
        }
    }

    private boolean sweep() {
        return !closed && sweep.run();
    }

    private void after(long millis, Runnable task) {
        if (!closed) {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, workers)
                    .execute(task);
        }
    }
}

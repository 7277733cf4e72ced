/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An event loop without a thread: work is done by the thread that calls {@link #runUntilIdle} or {@link #advance}, and time
 * passes only there. So a test sees every step in the same order on every run. Work may be given from any thread; one
 * thread at a time may drive the loop, which during that time counts as the loop's thread.
 */
public final class ManualLoop extends InProcessLoop implements AutoCloseable {
    /** More turns than any test needs: who gets here goes round in circles. */
    private static final int MOST_TURNS = 1_000_000;

    private final AtomicLong now = new AtomicLong();
    private @Nullable Throwable failure;

    /** Makes a loop at time 0. */
    public ManualLoop() {}

    /**
     * Does all work there is and all that it leads to, up to the present virtual time.
     *
     * @throws IllegalStateException if the work does not end
     * @throws RuntimeException      what a task threw, after the rest of the work was done
     */
    public void runUntilIdle() {
        for (int turns = 0; hasWork(); turns++) {
            if (turns == MOST_TURNS) {
                throw new IllegalStateException(
                        "still busy after " + MOST_TURNS + " turns (expected: that work ends); a task repeats itself");
            }
            turn();
        }
        rethrow();
    }

    /** Lets time pass, doing the work of every timer at its time, and all other work. */
    public void advance(Duration duration) {
        long until = now.get() + duration.toNanos();
        runUntilIdle();
        while (untilNextTimer() <= until - now.get()) {
            now.addAndGet(untilNextTimer());
            runUntilIdle();
        }
        now.set(until);
        runUntilIdle();
    }

    /** Does the work there is, then frees the chunks and drops all later work. */
    @Override
    public void close() {
        try {
            runUntilIdle();
        } finally {
            end();
        }
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    void wakeUp() {
        // nobody sleeps: the next call of runUntilIdle finds the work
    }

    @Override
    void failed(Throwable cause) {
        Throwable first = failure;
        if (first == null) {
            failure = cause;
        } else if (!first.equals(cause)) {
            first.addSuppressed(cause);
        }
    }

    private void rethrow() {
        Throwable first = failure;
        failure = null;
        if (first instanceof RuntimeException e) {
            throw e;
        }
        if (first instanceof Error e) {
            throw e;
        }
    }
}

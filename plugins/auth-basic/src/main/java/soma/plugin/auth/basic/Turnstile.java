/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets few costly checks run at once, whoever asks for how many, so that a flood of log-ins leaves the server time for
 * everything else. Of those that wait the last one is served first: the first ones may have lost patience, and to serve
 * them would only make everybody else lose it too. Safe for any thread; holds its lock for no work.
 */
final class Turnstile {
    private static final int ROOM = 1024;

    private final Object lock = new Object();
    private final Deque<Check> waiting = new ArrayDeque<>();
    private final int most;
    private final int room;
    private int running;

    /** Makes one for this machine: checks take at most half of its processors. */
    Turnstile() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), ROOM);
    }

    /**
     * Makes one.
     *
     * @param most how many may run at once
     * @param room how many may wait; of more, the one that waits longest is turned away
     */
    Turnstile(int most, int room) {
        this.most = most;
        this.room = room;
    }

    /** Runs a check on a worker when its turn comes; false if it never does. */
    CompletionStage<Boolean> pass(Executor worker, BooleanSupplier work) {
        Check check = new Check(worker, work, new CompletableFuture<>());
        if (enter(check)) {
            begin(check);
        }
        return check.result();
    }

    private boolean enter(Check check) {
        Check turnedAway;
        synchronized (lock) {
            if (running < most) {
                running++;
                return true;
            }
            waiting.addFirst(check);
            turnedAway = waiting.size() > room ? waiting.removeLast() : null;
        }
        if (turnedAway != null) {
            turnedAway.result().complete(false);
        }
        return false;
    }

    /** Begins a check, or if no worker takes it the next one, until one is begun or none waits. */
    private void begin(Check first) {
        for (Check check = first; check != null && !isTaken(check); ) {
            check = next();
        }
    }

    private boolean isTaken(Check check) {
        try {
            check.worker().execute(() -> run(check));
            return true;
        } catch (RejectedExecutionException e) {
            check.result().completeExceptionally(e);
            return false;
        }
    }

    private void run(Check check) {
        try {
            check.result().complete(check.work().getAsBoolean());
        } catch (RuntimeException e) {
            check.result().completeExceptionally(e);
        } finally {
            Check next = next();
            if (next != null) {
                begin(next);
            }
        }
    }

    private @Nullable Check next() {
        synchronized (lock) {
            Check next = waiting.pollFirst();
            if (next == null) {
                running--;
            }
            return next;
        }
    }

    private record Check(Executor worker, BooleanSupplier work, CompletableFuture<Boolean> result) {}
}

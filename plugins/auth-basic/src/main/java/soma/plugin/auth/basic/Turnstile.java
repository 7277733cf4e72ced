/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets few costly checks run at once, whoever asks for how many, so that a flood of log-ins leaves the server time for
 * everything else. Those that wait are served in turn by where they come from, so that a flood from one place holds up no
 * other; of one place the last one first: the first ones may have lost patience, and to serve them would only make everybody
 * else lose it too. Safe for any thread; holds its lock for no work.
 */
final class Turnstile {
    private static final int ROOM = 1024; // at a tenth of a second each, the last one waits for minutes

    private final Object lock = new Object();
    private final SequencedMap<String, Deque<Check>> waiting = new LinkedHashMap<>();
    private final int most;
    private final int room;
    private int waitingChecks;
    private int running;

    /** Makes one for this machine: checks take at most half of its processors. */
    Turnstile() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), ROOM);
    }

    /**
     * Makes one.
     *
     * @param most how many may run at once
     * @param room how many may wait; of more, the one that waits longest where most come from is cancelled
     */
    Turnstile(int most, int room) {
        this.most = most;
        this.room = room;
    }

    /**
     * Runs a check on a worker when its turn comes; the stage is cancelled if it never does.
     *
     * @param source where it comes from
     */
    CompletionStage<Boolean> pass(String source, Executor worker, BooleanSupplier work) {
        Check check = new Check(source, worker, work, new CompletableFuture<>());
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
            waiting.computeIfAbsent(check.source(), _ -> new ArrayDeque<>()).addFirst(check);
            turnedAway = ++waitingChecks > room ? removeOldestOfMost() : null;
        }
        if (turnedAway != null) {
            turnedAway.result().cancel(false);
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
            Map.Entry<String, Deque<Check>> source = waiting.pollFirstEntry();
            if (source == null) {
                running--;
                return null;
            }
            Deque<Check> checks = source.getValue();
            Check next = checks.removeFirst();
            waitingChecks--;
            if (!checks.isEmpty()) {
                waiting.putLast(source.getKey(), checks);
            }
            return next;
        }
    }

    /** Finds who has to make room; called with the lock held, while somebody waits. */
    private Check removeOldestOfMost() {
        Deque<Check> most = Collections.max(waiting.values(), Comparator.comparingInt(Deque::size));
        Check oldest = most.removeLast();
        waitingChecks--;
        if (most.isEmpty()) {
            waiting.remove(oldest.source());
        }
        return oldest;
    }

    private record Check(String source, Executor worker, BooleanSupplier work, CompletableFuture<Boolean> result) {}
}

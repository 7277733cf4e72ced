/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.HeldWorker;

class TurnstileTest {
    private static final Executor CLOSED = _ -> {
        throw new RejectedExecutionException("closed");
    };

    private final List<String> order = new ArrayList<>();

    private CompletionStage<Boolean> pass(Turnstile turnstile, Executor worker, String name) {
        return pass("here", turnstile, worker, name);
    }

    private CompletionStage<Boolean> pass(String source, Turnstile turnstile, Executor worker, String name) {
        return turnstile.pass(source, worker, () -> order.add(name));
    }

    @Test
    void aFloodNeverTakesMoreThanItsShare() {
        var turnstile = new Turnstile(2, 1_000);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        List<CompletionStage<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(turnstile.pass("here", task -> Thread.ofVirtual().start(task), () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                return running.getAndDecrement() > 0;
            }));
        }
        all.forEach(stage -> assertTrue(Await.completion("each is served", stage)));
        assertTrue(most.get() <= 2, "at once: " + most);
    }

    @Test
    void theLastIsServedFirst() {
        var turnstile = new Turnstile(1, 10);
        var worker = new HeldWorker();
        for (String name : List.of("a", "b", "c", "d")) {
            pass(turnstile, worker, name);
        }
        worker.release();
        assertEquals(List.of("a", "d", "c", "b"), order);
    }

    @Test
    void whoWaitsLongestIsCancelledWhenTooManyDo() {
        var turnstile = new Turnstile(1, 2);
        var worker = new HeldWorker();
        pass(turnstile, worker, "a");
        CompletionStage<Boolean> second = pass(turnstile, worker, "b");
        pass(turnstile, worker, "c");
        assertFalse(second.toCompletableFuture().isDone());
        pass(turnstile, worker, "d");
        assertTrue(second.toCompletableFuture().isCancelled());
        worker.release();
        assertEquals(List.of("a", "d", "c"), order);
    }

    @Test
    void aFloodFromOnePlaceHoldsUpNoOther() {
        var turnstile = new Turnstile(1, 100);
        var worker = new HeldWorker();
        for (int i = 0; i < 1_000; i++) {
            pass("flood", turnstile, worker, "flood");
        }
        CompletionStage<Boolean> one = pass("home", turnstile, worker, "one");
        CompletionStage<Boolean> other = pass("office", turnstile, worker, "other");
        for (int i = 0; i < 1_000; i++) {
            pass("flood", turnstile, worker, "flood");
        }
        worker.release();
        assertTrue(Await.completion("one", one) && Await.completion("other", other));
        assertEquals(List.of("flood", "flood", "one", "other"), order.subList(0, 4));
        assertEquals(101, order.size());
    }

    @Test
    void aWorkerThatTakesNoWorkBlocksNobody() {
        var turnstile = new Turnstile(1, 10_000);
        assertTrue(pass(turnstile, CLOSED, "a").toCompletableFuture().isCompletedExceptionally());
        var worker = new HeldWorker();
        pass(turnstile, worker, "b");
        List<CompletionStage<Boolean>> closed = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            closed.add(pass(turnstile, CLOSED, "c"));
        }
        worker.release();
        assertTrue(closed.stream().allMatch(c -> c.toCompletableFuture().isCompletedExceptionally()));
        pass(turnstile, Runnable::run, "d");
        assertEquals(List.of("b", "d"), order);
    }

    @Test
    void aCheckThatFailsMakesRoomForTheNext() {
        var turnstile = new Turnstile(1, 10);
        CompletionStage<Boolean> failed = turnstile.pass("here", Runnable::run, () -> {
            throw new IllegalStateException("no");
        });
        assertTrue(failed.toCompletableFuture().isCompletedExceptionally());
        assertTrue(Await.completion("the next", pass(turnstile, Runnable::run, "a")));
    }
}

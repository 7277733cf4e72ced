/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import soma.spi.memory.ChunkPool;
import soma.spi.transport.EventLoop;

/**
 * What both kinds of loop share: in one turn first the links that are ready are read, then the tasks run, then the timers
 * that are due. Work may be given from any thread; turns are made by one thread at a time.
 */
abstract sealed class InProcessLoop implements EventLoop permits ManualLoop, ThreadLoop {
    private final Queue<InProcessLink> ready = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityBlockingQueue<Timed> timers = new PriorityBlockingQueue<>();
    private final AtomicLong timersMade = new AtomicLong();
    private final ChunkPool chunks = new ChunkPool();
    private final List<Runnable> turn = new ArrayList<>();
    private volatile @Nullable Thread running;
    private volatile boolean ended;

    @Override
    public final boolean inLoop() {
        return Thread.currentThread().equals(running);
    }

    @Override
    public final void execute(Runnable task) {
        if (!ended) {
            tasks.add(task);
            wakeUp();
        }
    }

    @Override
    public final Timer schedule(Runnable task, long delayNanos) {
        var timed = new Timed(task, nanoTime() + Math.max(0, delayNanos), timersMade.incrementAndGet());
        if (!ended) {
            timers.add(timed);
            wakeUp();
        }
        return timed;
    }

    @Override
    public final ChunkPool chunks() {
        return chunks;
    }

    /** Has a link read in the next turn. */
    final void ready(InProcessLink link) {
        if (!ended) {
            ready.add(link);
            wakeUp();
        }
    }

    /** Returns whether the loop has ended and drops all work. */
    final boolean ended() {
        return ended;
    }

    /** Hears that there is new work. */
    abstract void wakeUp();

    /** Hears what a task threw. */
    abstract void failed(Throwable cause);

    /** Returns whether a turn would find anything to do now. */
    final boolean hasWork() {
        Timed first = timers.peek();
        return !ready.isEmpty() || !tasks.isEmpty() || (first != null && first.dueIn(nanoTime()) <= 0);
    }

    /** Returns how long until the next timer is due, in nanoseconds; {@link Long#MAX_VALUE} if none waits. */
    final long untilNextTimer() {
        Timed first = timers.peek();
        return first == null ? Long.MAX_VALUE : Math.max(0, first.dueIn(nanoTime()));
    }

    /** Makes one turn. */
    final void turn() {
        Thread before = running;
        running = Thread.currentThread();
        try {
            for (InProcessLink link = ready.poll(); link != null; link = ready.poll()) {
                turn.add(link::readNow);
            }
            runTurn();
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                turn.add(task);
            }
            runTurn();
            long now = nanoTime();
            for (Timed first = timers.peek(); first != null && first.dueIn(now) <= 0; first = timers.peek()) {
                timers.remove(first);
                turn.add(first);
            }
            runTurn();
        } finally {
            running = before;
        }
    }

    /** Drops all work and frees the chunks; for the thread that makes the turns. */
    final void end() {
        ended = true;
        ready.clear();
        tasks.clear();
        timers.clear();
        chunks.clear();
    }

    private void runTurn() {
        // by index: a task never adds to the turn it runs in
        for (int i = 0; i < turn.size(); i++) {
            try {
                turn.get(i).run();
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }
        turn.clear();
    }

    /** A task and when it is due; equal times go in the order of scheduling. */
    private final class Timed implements Timer, Runnable, Comparable<Timed> {
        private final Runnable task;
        private final long due;
        private final long number;
        private volatile boolean cancelled;

        Timed(Runnable task, long due, long number) {
            this.task = task;
            this.due = due;
            this.number = number;
        }

        long dueIn(long now) {
            return due - now;
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            timers.removeIf(t -> t == this);
        }

        @Override
        @SuppressWarnings("ComparableType") // ordered for the queue; identity is equality
        public int compareTo(Timed other) {
            int byTime = Long.signum(due - other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.benchmarks;

import java.util.ArrayDeque;
import java.util.Queue;
import soma.spi.memory.ChunkPool;
import soma.spi.transport.EventLoop;

/** An event loop without a thread: tasks run when the benchmark says so, and timers never. Confined to one thread. */
final class DrivenLoop implements EventLoop {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final ChunkPool chunks = new ChunkPool();
    private final Thread thread = Thread.currentThread();

    /** Runs what was to be run after the present turn, and what comes of it. */
    void turn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Runnable task, long delayNanos) {
        return () -> {};
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public ChunkPool chunks() {
        return chunks;
    }
}

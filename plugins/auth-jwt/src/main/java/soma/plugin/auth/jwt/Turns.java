/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has tasks done by workers, one at a time and in order. Safe for any thread. */
final class Turns implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final int MOST = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private @Nullable Executor workers;
    private boolean working;

    /** Begins to have tasks done. */
    void start(Executor where) {
        workers = where;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            Executor where = workers;
            if (where == null || tasks.size() >= MOST) {
                throw new RejectedExecutionException(where == null ? "not started" : "too much to do");
            }
            tasks.addLast(task);
            if (!working) {
                working = true;
                where.execute(this::work);
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A change of accounts failed: {}", e.getClass().getName());
                LOG.debug("A change of accounts failed", e);
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable task = tasks.pollFirst();
            working = task != null;
            return task;
        } finally {
            lock.unlock();
        }
    }
}

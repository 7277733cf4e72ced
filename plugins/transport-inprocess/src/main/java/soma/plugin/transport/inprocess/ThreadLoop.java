/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event loop with a thread of its own, from {@link #start} to {@link #shutdown}. */
final class ThreadLoop extends InProcessLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);

    private final Thread thread;
    private volatile boolean parked;
    private volatile boolean stopping;

    ThreadLoop(String name) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Begins to run what was given and what will be. */
    void start() {
        thread.start();
    }

    /** Does the work that is there, then ends; returns when it has ended, unless the caller runs on the loop itself. */
    void shutdown() {
        if (thread.getState() == Thread.State.NEW) {
            end();
            return;
        }
        stopping = true;
        LockSupport.unpark(thread);
        if (!Thread.currentThread().equals(thread)) {
            joinUninterruptibly();
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    void wakeUp() {
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    void failed(Throwable cause) {
        LOG.error("A task failed on {}", thread.getName(), cause);
    }

    private void run() {
        while (true) {
            turn();
            if (!hasWork()) {
                if (stopping) {
                    break;
                }
                park();
            }
        }
        end();
    }

    private void park() {
        parked = true;
        // looked at again: work given before the flag was seen wakes nobody
        if (!hasWork() && !stopping) {
            long wait = untilNextTimer();
            if (wait == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, wait);
            }
        }
        parked = false;
    }

    private void joinUninterruptibly() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

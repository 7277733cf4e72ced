/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.transport;

import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.memory.ChunkPool;

/**
 * One thread that serves many links. Everything a loop runs, it runs one after the other; nothing on it may block. The
 * methods may be called from any thread unless they say otherwise.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface EventLoop {
    /** Returns whether the caller runs on this loop. */
    @HotPath
    boolean inLoop();

    /**
     * Runs a task on this loop after what it is doing now. Called from the loop itself, the task runs once all links that
     * are ready in this turn have been read. Dropped when the loop has been shut down.
     */
    void execute(Runnable task);

    /**
     * Runs a task on this loop once a time has passed.
     *
     * @param delayNanos how long to wait, by {@link #nanoTime()}
     */
    Timer schedule(Runnable task, long delayNanos);

    /** Returns the time that {@link #schedule} goes by, in nanoseconds from an arbitrary start. */
    long nanoTime();

    /** Returns the chunks of this loop; to be used on it only. */
    @RunsOn(Context.OWNING_LOOP)
    ChunkPool chunks();

    /** A task that waits for its time. */
    @FunctionalInterface
    @RunsOn(Context.ANY_THREAD)
    interface Timer {
        /** Keeps the task from running, unless it has begun. May be called from any thread and more than once. */
        void cancel();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;
import soma.spi.memory.ChunkPool;
import soma.spi.message.Message;
import soma.spi.transport.EventLoop;

/**
 * What one thread uses to route and deliver: chunks, the frame being published, and the outboxes that hold something.
 * Each event loop has a lane; threads that are no loops borrow one from {@link Lanes}. Confined to its thread.
 */
@HotPath
public final class Lane {
    /** A connection that sends this much at once keeps the lane busy for a while. */
    private static final int LARGE_READ = 8 * 1024;

    /** A connection that sends this little at once probably waits for an answer. */
    private static final int SMALL_READ = 1024;

    /** For how many small reads a large one is remembered. */
    private static final int REMEMBERED = 64;

    /** So many small reads of a turn are answered at once; the others with the end of the turn, in fewer writes. */
    private static final int PROMPT = 4;

    /** So many bytes staged in all outboxes together are handed over before the end of the turn. */
    private static final int MOST_STAGED = 16 << 20;

    private final int index;
    private final ChunkPool chunks;
    private final @Nullable EventLoop loop;
    private final Frame frame = new Frame();
    private final Message message = new Message();
    private final TailBuffer tailBuffer = new TailBuffer();
    private final Runnable flushTask = this::flushDue;
    private @Nullable Outbox[] dirty = new Outbox[64];
    private int dirtyCount;
    private int staged;
    private boolean flushDue;
    private @Nullable Outlet congested;
    private int largeReads;
    private int promptReads;
    private boolean prompt;
    private long random;
    int depth;

    Lane(int index, ChunkPool chunks, @Nullable EventLoop loop, long seed) {
        this.index = index;
        this.chunks = chunks;
        this.loop = loop;
        this.random = seed | 1;
    }

    /** Returns the number of this lane, from 0. */
    public int index() {
        return index;
    }

    /** Returns the chunks of this lane. */
    public ChunkPool chunks() {
        return chunks;
    }

    /** Returns the frame that is being published. */
    public Frame frame() {
        return frame;
    }

    /** Makes a frame beside the one being published, to look up subjects with. */
    public Frame newFrame() {
        return new Frame();
    }

    /** Returns a message to point at the frame; used within one call, never across. */
    public Message message() {
        return message;
    }

    /** Returns what renders messages that do not come as frames. */
    public TailBuffer tailBuffer() {
        return tailBuffer;
    }

    /** Returns the loop, or null if this lane is borrowed by other threads. */
    @Nullable
    EventLoop loop() {
        return loop;
    }

    /** Returns a number from 0 up to but not including the bound, evenly spread. */
    public int random(int bound) {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) (((random >>> 33) * bound) >>> 31);
    }

    /**
     * Takes note of how much was read at once. What a small read has staged beside large ones is handed over before the
     * next one is read, so that a request does not wait for a flow that has nothing to do with it.
     */
    public void read(int bytes) {
        if (bytes >= LARGE_READ) {
            largeReads = REMEMBERED;
            promptReads = 0;
        } else if (largeReads > 0 && bytes <= SMALL_READ) {
            largeReads--;
            prompt = ++promptReads <= PROMPT;
        }
    }

    /** Sees that what is staged is handed over at the end of the turn, or at once if it must not wait. */
    public void flushSoon() {
        if (prompt) {
            prompt = false;
            flush();
            return;
        }
        if (dirtyCount == 0 || flushDue) {
            return;
        }
        EventLoop own = loop;
        if (own == null) {
            flush();
        } else {
            flushDue = true;
            own.execute(flushTask);
        }
    }

    private void flushDue() {
        flushDue = false;
        flush();
    }

    /** Hands over everything that is staged. */
    public void flush() {
        staged = 0;
        int count = dirtyCount;
        dirtyCount = 0;
        for (int i = 0; i < count; i++) {
            Outbox box = dirty[i];
            dirty[i] = null;
            if (box != null) {
                box.flushListed();
            }
        }
    }

    /** Counts staged bytes; returns whether it is time to hand over. */
    boolean stage(int bytes) {
        staged += bytes;
        return staged >= MOST_STAGED;
    }

    void list(Outbox box) {
        if (dirtyCount == dirty.length) {
            dirty = Arrays.copyOf(dirty, dirtyCount * 2);
        }
        dirty[dirtyCount++] = box;
    }

    void congested(Outlet outlet) {
        congested = outlet;
    }

    /** Returns an outlet that was given messages while congested since this was last asked, or null. */
    public @Nullable Outlet takeCongested() {
        Outlet outlet = congested;
        congested = null;
        return outlet;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.memory;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;

/**
 * A piece of native memory with the bytes between {@link #start} and {@link #end} in use, linked to the next one of a
 * chain. Whoever renders bytes takes chunks from the {@link ChunkPool} of its loop, hands the chain to a link, and the
 * link gives it to the pool of the loop that wrote it. Belongs to one thread at a time; the hand-over publishes it safely.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@HotPath
public final class Chunk {
    /** Room past the capacity that may be written, so that copies may run on in whole words. */
    public static final int SLACK = 64;

    private final MemorySegment memory;
    private final int capacity;
    final int sizeClass;
    private int start;
    private int end;
    private @Nullable Chunk next;

    Chunk(int capacity, int sizeClass, boolean lasting) {
        long bytes = (long) capacity + SLACK;
        this.memory = lasting ? NativeMemory.allocateLasting(bytes) : NativeMemory.allocate(bytes);
        this.capacity = capacity;
        this.sizeClass = sizeClass;
    }

    /** Returns the memory; {@link #SLACK} bytes longer than the capacity. */
    public MemorySegment memory() {
        return memory;
    }

    /** Returns how many bytes fit. */
    public int capacity() {
        return capacity;
    }

    /** Returns where the bytes in use begin. */
    public int start() {
        return start;
    }

    /** Returns where the bytes in use end; the next byte is written there. */
    public int end() {
        return end;
    }

    /** Returns how many bytes are in use. */
    public int length() {
        return end - start;
    }

    /** Returns how many more bytes fit. */
    public int room() {
        return capacity - end;
    }

    /** Takes bytes away at the beginning: they have been written. */
    public void skip(int bytes) {
        start += bytes;
    }

    /** Counts bytes as used that were written at {@link #end}. */
    public void advance(int bytes) {
        end += bytes;
    }

    /** Returns the next chunk of the chain, or null at its end. */
    public @Nullable Chunk next() {
        return next;
    }

    /** Links the next chunk of the chain. */
    public void next(@Nullable Chunk chunk) {
        next = chunk;
    }

    void reset() {
        start = 0;
        end = 0;
        next = null;
    }

    void free() {
        NativeMemory.free(memory);
    }
}

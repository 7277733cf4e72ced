/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;
import soma.spi.memory.Chunk;

/**
 * Bytes that one lane has staged for one connection. They go to the link at the end of the turn, or earlier when there are
 * many. Confined to the lane.
 */
@HotPath
public final class Outbox {
    /** From so many bytes on they are handed over before the end of the turn, so that writing overlaps with reading. */
    private static final int EARLY = 256 * 1024;

    private static final int LARGEST_CHUNK = 64 * 1024;

    private final Outlet outlet;
    private final Lane lane;
    private @Nullable Chunk head;
    private @Nullable Chunk tail;
    private int bytes;
    private int accounted;
    private int lastBytes;
    private boolean listed;
    private long messages;
    private long messageBytes;

    Outbox(Outlet outlet, Lane lane) {
        this.outlet = outlet;
        this.lane = lane;
    }

    /** Returns the connection that the bytes are for. */
    public Outlet outlet() {
        return outlet;
    }

    /** Returns how many messages went through here. May be read by any thread, a little late. */
    long messages() {
        return messages;
    }

    /** Returns how many bytes of messages went through here. May be read by any thread, a little late. */
    long messageBytes() {
        return messageBytes;
    }

    /**
     * Stages one delivery: a rendered prefix, then a tail as it is.
     *
     * @param size how many bytes the message counts for
     * @return false if the connection is congested and its messages are dropped
     */
    public boolean deliver(long[] prefix, int prefixLength, MemorySegment source, long from, int length, int size) {
        int need = prefixLength + length;
        Chunk chunk = tail;
        if (chunk == null || chunk.room() < need) {
            chunk = grow(need);
            if (chunk == null) {
                return false;
            }
        }
        MemorySegment memory = chunk.memory();
        long at = chunk.end();
        for (int i = 0; i < prefix.length; i++) {
            memory.set(Words.LONG, at + 8L * i, prefix[i]);
        }
        MemorySegment.copy(source, from, memory, at + prefixLength, length);
        chunk.advance(need);
        bytes += need;
        messages++;
        messageBytes += size;
        return true;
    }

    /** Stages a delivery with headers: {@code H}, then like {@link #deliver}. */
    public boolean deliverWithHeaders(
            long[] prefix, int prefixLength, MemorySegment source, long from, int length, int size) {
        int need = prefixLength + length + 1;
        Chunk chunk = room(need);
        if (chunk == null) {
            return false;
        }
        MemorySegment memory = chunk.memory();
        long at = chunk.end();
        memory.set(Words.BYTE, at, (byte) 'H');
        Words.write(prefix, memory, at + 1);
        MemorySegment.copy(source, from, memory, at + 1 + prefixLength, length);
        finish(chunk, need);
        messages++;
        messageBytes += size;
        return true;
    }

    /** Counts a delivery that was rendered into {@link #room} and ended with {@link #finish}. */
    public void count(int size) {
        messages++;
        messageBytes += size;
    }

    /** Returns a chunk with that much room, to be written at its end; null if messages are dropped. */
    public @Nullable Chunk room(int need) {
        Chunk chunk = tail;
        return chunk == null || chunk.room() < need ? grow(need) : chunk;
    }

    /** Counts bytes as staged that were written into {@link #room}. */
    public void finish(Chunk chunk, int count) {
        chunk.advance(count);
        bytes += count;
    }

    /** Stages bytes that are no message; these are never dropped. */
    public void write(byte[] line) {
        Chunk chunk = tail;
        if (chunk == null || chunk.room() < line.length) {
            chunk = take(line.length);
        }
        MemorySegment.copy(line, 0, chunk.memory(), Words.BYTE, chunk.end(), line.length);
        finish(chunk, line.length);
    }

    private @Nullable Chunk grow(int need) {
        if (outlet.isCongested() && outlet.refuses(lane)) {
            return null;
        }
        return take(need);
    }

    private Chunk take(int need) {
        if (bytes >= EARLY) {
            flush();
        } else if (lane.stage(bytes - accounted)) {
            lane.flush();
        } else {
            accounted = bytes;
        }
        int likely = bytes > lastBytes ? bytes : lastBytes - bytes;
        Chunk chunk = lane.chunks().take(Math.max(need, Math.min(likely, LARGEST_CHUNK)));
        Chunk last = tail;
        if (last == null) {
            head = chunk;
        } else {
            last.next(chunk);
        }
        tail = chunk;
        if (!listed) {
            listed = true;
            lane.list(this);
        }
        return chunk;
    }

    /** Hands over what is staged and forgets that the lane lists this. */
    void flushListed() {
        listed = false;
        flush();
    }

    private void flush() {
        Chunk first = head;
        if (first == null) {
            return;
        }
        int count = bytes;
        head = null;
        tail = null;
        bytes = 0;
        accounted = 0;
        lastBytes = count;
        outlet.write(first, count);
    }
}

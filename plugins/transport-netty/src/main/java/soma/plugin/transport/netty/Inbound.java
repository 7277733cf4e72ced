/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import soma.spi.memory.Chunk;
import soma.spi.memory.NativeMemory;
import soma.spi.message.ByteView;
import soma.spi.transport.LinkCodec;
import soma.spi.transport.LinkReader;

/**
 * Hands the bytes of one link to a reader, always in one piece: a small rest is put in front of the next read, a large
 * message is collected in a block of its own. Confined to the link's loop.
 */
final class Inbound implements LinkCodec.Sink {
    /** Rests up to this size go into the head room of the next read; less than {@link ReadBuffer#HEAD_ROOM}. */
    private static final int LARGE = 60 * 1024;
    /** What a block begins with. It grows only as bytes arrive: an announced size alone must cost nothing. */
    private static final int SMALLEST_BLOCK = 16 * 1024;
    /** Readers may want the end of a message in two steps; the second one must not move the block. */
    private static final int SPARE = 8;

    private final NettyLink link;
    private final NettyLoop loop;
    private final int codecs;
    private LinkReader reader;

    private @Nullable Chunk rest;
    private @Nullable MemorySegment block;
    /** How many bytes the block holds. */
    private int filled;
    /** With how many bytes the block is offered next; 0 if the reader does not know, so it is offered with whatever comes. */
    private int needed;

    /**
     * Makes the last step before a reader.
     *
     * @param codecs how many codecs the bytes went through
     */
    Inbound(NettyLink link, LinkReader reader, int codecs) {
        this.link = link;
        this.loop = link.loop();
        this.reader = reader;
        this.codecs = codecs;
    }

    /** Takes bytes that lie in the loop's buffer, behind its head room. */
    void take(ReadBuffer buffer, int from, int count) {
        int at = from;
        int end = from + count;
        if (block != null) {
            at = fillBlock(buffer, at, end);
        } else if (rest != null) {
            at = putRestBefore(buffer, at);
        }
        if (at == end || !link.isOpen()) {
            return;
        }
        int used = offer(buffer.memory(), at, end - at);
        keep(buffer.memory(), at + used, end);
    }

    /** Takes bytes out of a buffer that is somebody else's. */
    void take(ByteBuf bytes) {
        ReadBuffer buffer = loop.buffer(codecs);
        while (bytes.isReadable() && link.isOpen()) {
            take(buffer, ReadBuffer.HEAD_ROOM, buffer.copyIn(bytes));
        }
    }

    /** Takes bytes from anywhere but the loop's buffer for this step. */
    @Override
    public void accept(ByteView bytes) {
        ReadBuffer buffer = loop.buffer(codecs);
        for (int taken = 0; taken < bytes.length() && link.isOpen(); ) {
            int count = Math.min(bytes.length() - taken, buffer.size());
            MemorySegment.copy(bytes.segment(), bytes.offset() + taken, buffer.memory(), ReadBuffer.HEAD_ROOM, count);
            taken += count;
            take(buffer, ReadBuffer.HEAD_ROOM, count);
        }
    }

    /** Has another reader take what comes from now on, beginning with what {@link #reoffer} finds left over. */
    void redirect(LinkReader to) {
        reader = to;
    }

    /** Offers again what the reader before has left over. */
    void reoffer() {
        moveRest(this);
    }

    /** Hands over what the reader has not used up to somebody else, and forgets it. */
    void moveRest(LinkCodec.Sink to) {
        Chunk small = rest;
        MemorySegment large = block;
        rest = null;
        block = null;
        if (small != null) {
            to.accept(new ByteView().wrap(small.memory(), small.start(), small.length()));
            loop.chunks().recycle(small);
        } else if (large != null) {
            to.accept(new ByteView().wrap(large, 0, filled));
            NativeMemory.free(large);
        }
    }

    /** Forgets everything. */
    void drop() {
        if (rest != null) {
            loop.chunks().recycle(rest);
            rest = null;
        }
        dropBlock();
    }

    private int offer(MemorySegment memory, int at, int count) {
        int used = reader.read(loop.buffer(codecs).view().wrap(memory, at, count));
        if (used < 0 || used > count) {
            throw new IllegalStateException("a reader was given " + count + " bytes and says it used up " + used);
        }
        return used;
    }

    private int putRestBefore(ReadBuffer buffer, int at) {
        Chunk small = rest;
        if (small == null) {
            return at;
        }
        int start = at - small.length();
        MemorySegment.copy(small.memory(), small.start(), buffer.memory(), start, small.length());
        rest = null;
        loop.chunks().recycle(small);
        return start;
    }

    /** Keeps what was not used up for the next time. */
    private void keep(MemorySegment memory, int from, int end) {
        int left = end - from;
        if (left == 0 || !link.isOpen()) {
            return;
        }
        int wanted = reader.wanted();
        if (left > LARGE || wanted > LARGE) {
            needed = wanted > left ? wanted : 0;
            filled = 0;
            append(memory, from, left);
        } else {
            Chunk small = loop.chunks().take(left);
            MemorySegment.copy(memory, from, small.memory(), 0, left);
            small.advance(left);
            rest = small;
        }
    }

    /** Fills the block and offers it when it is full; returns where the bytes begin that are still to be offered. */
    private int fillBlock(ReadBuffer buffer, int from, int end) {
        int at = from;
        while (at < end) {
            int count = needed == 0 ? end - at : Math.min(needed - filled, end - at);
            MemorySegment full = append(buffer.memory(), at, count);
            at += count;
            if (filled < needed) {
                return end;
            }
            int used = offer(full, 0, filled);
            int left = filled - used;
            if (!link.isOpen()) {
                dropBlock();
                return end;
            }
            if (left <= LARGE && at < end) {
                at -= left;
                MemorySegment.copy(full, used, buffer.memory(), at, left);
                dropBlock();
                return at;
            }
            if (left <= LARGE) {
                block = null;
                keep(full, used, filled);
                NativeMemory.free(full);
                return end;
            }
            if (used > 0) {
                MemorySegment.copy(full, used, full, 0, left);
            }
            filled = left;
            needed = reader.wanted() > left ? reader.wanted() : 0;
        }
        return end;
    }

    private MemorySegment append(MemorySegment source, int from, int count) {
        MemorySegment grown = room(filled + count);
        MemorySegment.copy(source, from, grown, filled, count);
        filled += count;
        return grown;
    }

    private MemorySegment room(int bytes) {
        MemorySegment now = block;
        if (now != null && now.byteSize() - ReadBuffer.SLACK >= bytes) {
            return now;
        }
        long twice = Math.max(SMALLEST_BLOCK, 2L * bytes);
        long capacity = (needed == 0 ? twice : Math.max(bytes, Math.min(needed, twice))) + SPARE + ReadBuffer.SLACK;
        MemorySegment grown = now == null ? NativeMemory.allocate(capacity) : NativeMemory.reallocate(now, capacity);
        block = grown;
        return grown;
    }

    private void dropBlock() {
        if (block != null) {
            NativeMemory.free(block);
            block = null;
        }
    }
}

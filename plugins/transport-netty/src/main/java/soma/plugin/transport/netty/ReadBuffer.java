/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import soma.spi.memory.NativeMemory;
import soma.spi.message.ByteView;

/**
 * The native memory that every link of a loop is read into, one after the other: head room for what the read before left
 * over, the bytes read, and slack. Confined to its loop.
 */
final class ReadBuffer {
    /** Bytes before those read; a link puts what is left of the read before there, so the reader sees it in one piece. */
    static final int HEAD_ROOM = 64 * 1024;

    /** How much one link may read at once. */
    enum Slice {
        /** All that fits: nobody else is waiting. */
        WHOLE(Integer.MAX_VALUE),
        /** Others have a lot to send too. */
        LARGE(32 * 1024),
        /** Others send a little at a time, and wait for an answer while this one is read. */
        SMALL(16 * 1024);

        private final int bytes;

        Slice(int bytes) {
            this.bytes = bytes;
        }
    }

    /** Readers may look a few bytes past the end. */
    static final int SLACK = 64;

    private final MemorySegment memory;
    private final ByteBuffer copyTarget;
    private final int capacity;
    private final Shared received;
    private final ByteView view = new ByteView();

    ReadBuffer(int size) {
        capacity = HEAD_ROOM + size;
        memory = NativeMemory.allocateLasting((long) capacity + SLACK);
        received = new Shared(memory.asSlice(0, capacity));
        copyTarget = memory.asSlice(0, capacity).asByteBuffer();
    }

    /** Returns the memory; what is read stands from {@link #HEAD_ROOM} on or later. */
    MemorySegment memory() {
        return memory;
    }

    /** Returns how many bytes fit behind the head room. */
    int size() {
        return capacity - HEAD_ROOM;
    }

    /** Returns the view in which a reader is shown bytes of this buffer. */
    ByteView view() {
        return view;
    }

    /** Returns the buffer for the next read; its owner releases it as usual, and the memory stays. */
    ByteBuf offer(Slice slice) {
        int start = capacity - Math.min(slice.bytes, capacity - HEAD_ROOM);
        received.retain();
        return received.setIndex(start, start);
    }

    /** Returns whether a buffer is the one that {@link #offer} gave. */
    @SuppressWarnings("ReferenceEquality") // equal bytes are not the same memory
    boolean owns(Object buffer) {
        return buffer == received;
    }

    /** Moves bytes from a buffer of somebody else behind the head room; returns how many. */
    int copyIn(ByteBuf source) {
        int count = Math.min(source.readableBytes(), size());
        copyTarget.limit(HEAD_ROOM + count).position(HEAD_ROOM);
        source.readBytes(copyTarget);
        return count;
    }

    void free() {
        NativeMemory.free(memory);
    }

    /** One buffer object for all reads, so that a read allocates nothing. */
    private static final class Shared extends UnpooledDirectByteBuf {
        private final long address;

        Shared(MemorySegment memory) {
            super(UnpooledByteBufAllocator.DEFAULT, memory.asByteBuffer(), (int) memory.byteSize());
            address = memory.address();
        }

        @Override
        public boolean hasMemoryAddress() {
            return true;
        }

        @Override
        public long memoryAddress() {
            return address;
        }
    }
}

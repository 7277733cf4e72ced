/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;
import soma.spi.memory.NativeMemory;

/**
 * One direction of a connection: a ring of bytes that takes no more than its capacity. Safe for one writer and one reader
 * on different threads; its lock is held for a copy at most and never while an end is called.
 */
final class Pipe {
    /** What a ring begins with and what it keeps while it is empty. */
    private static final int SMALLEST = 4 * 1024;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private MemorySegment ring = MemorySegment.NULL;
    private int head;
    private int count;
    private boolean writerWaits;
    private boolean writerClosed;
    private boolean readerClosed;
    private volatile PipeEnd writer = NOBODY;
    private volatile PipeEnd reader = NOBODY;

    private static final PipeEnd NOBODY = new PipeEnd() {
        @Override
        public void readable() {}

        @Override
        public void writable() {}
    };

    Pipe(int capacity) {
        this.capacity = capacity;
    }

    /** Says who is told of changes. */
    void connect(PipeEnd writingEnd, PipeEnd readingEnd) {
        writer = writingEnd;
        reader = readingEnd;
    }

    /**
     * Takes as many bytes as fit. When not all did, the writer hears once there is room.
     *
     * @return how many bytes were taken, or -1 when nobody reads any more
     */
    int write(MemorySegment source, long at, int bytes) {
        int taken;
        lock.lock();
        try {
            if (readerClosed || writerClosed) {
                return -1;
            }
            taken = Math.min(bytes, capacity - count);
            writerWaits = taken < bytes;
            if (taken > 0) {
                reserve(taken);
                put(source, at, taken);
            }
        } finally {
            lock.unlock();
        }
        if (taken > 0) {
            reader.readable();
        }
        return taken;
    }

    /** Moves all there is to the inbox; returns how many bytes that were. */
    int drainTo(Inbox inbox) {
        int moved;
        boolean wake;
        lock.lock();
        try {
            moved = count;
            if (moved > 0) {
                int size = (int) ring.byteSize();
                int first = Math.min(moved, size - head);
                inbox.append(ring, head, first);
                inbox.append(ring, 0, moved - first);
                empty();
            }
            wake = writerWaits && moved > 0;
            writerWaits &= !wake;
        } finally {
            lock.unlock();
        }
        if (wake) {
            writer.writable();
        }
        return moved;
    }

    /** Returns whether everything was read and nothing will come any more. */
    boolean atEnd() {
        lock.lock();
        try {
            return writerClosed && count == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether nothing will be written any more; bytes may still wait. */
    boolean writerClosed() {
        lock.lock();
        try {
            return writerClosed;
        } finally {
            lock.unlock();
        }
    }

    /** Writes no more. What was written can still be read. */
    void closeWriter() {
        lock.lock();
        try {
            writerClosed = true;
        } finally {
            lock.unlock();
        }
        reader.readable();
    }

    /** Reads no more, dropping what was not read. */
    void closeReader() {
        lock.lock();
        try {
            readerClosed = true;
            head = 0;
            count = 0;
            free();
        } finally {
            lock.unlock();
        }
        writer.writable();
    }

    private void put(MemorySegment source, long at, int bytes) {
        int size = (int) ring.byteSize();
        int tail = (head + count) % size;
        int first = Math.min(bytes, size - tail);
        MemorySegment.copy(source, at, ring, tail, first);
        MemorySegment.copy(source, at + first, ring, 0, bytes - first);
        count += bytes;
    }

    private void reserve(int bytes) {
        if (count + bytes <= ring.byteSize()) {
            return;
        }
        int wanted = Math.max(SMALLEST, Integer.highestOneBit(count + bytes) * 2);
        MemorySegment larger = NativeMemory.allocate(Math.max(count + bytes, Math.min(capacity, wanted)));
        int first = Math.min(count, (int) ring.byteSize() - head);
        MemorySegment.copy(ring, head, larger, 0, first);
        MemorySegment.copy(ring, 0, larger, first, count - first);
        free();
        ring = larger;
        head = 0;
    }

    private void empty() {
        head = 0;
        count = 0;
        if (ring.byteSize() > SMALLEST) {
            free();
        }
    }

    private void free() {
        if (ring.byteSize() > 0) {
            NativeMemory.free(ring);
            ring = MemorySegment.NULL;
        }
    }
}

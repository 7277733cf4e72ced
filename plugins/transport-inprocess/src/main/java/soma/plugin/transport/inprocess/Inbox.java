/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.lang.foreign.MemorySegment;
import soma.spi.memory.NativeMemory;
import soma.spi.message.ByteView;

/** Bytes that a reader has not used up, in one piece. Grows as long as the reader asks for more. Not thread-safe. */
final class Inbox {
    /** What is kept while nothing waits, so that small messages need no allocation. */
    private static final int KEPT = 4 * 1024;

    /** A reader may look at that many bytes past the end. */
    private static final int SLACK = 64;

    private final ByteView view = new ByteView();
    private MemorySegment memory = MemorySegment.NULL;
    private int start;
    private int end;

    /** Returns how many bytes wait. */
    int length() {
        return end - start;
    }

    /** Returns the bytes; valid until the next append. */
    ByteView view() {
        return view.wrap(memory, start, length());
    }

    /** Adds bytes behind those that wait. */
    void append(MemorySegment source, long at, int bytes) {
        reserve(bytes);
        MemorySegment.copy(source, at, memory, end, bytes);
        end += bytes;
    }

    /** Takes bytes away at the beginning. */
    void used(int bytes) {
        start += bytes;
        if (start == end) {
            start = 0;
            end = 0;
            if (memory.byteSize() > KEPT + SLACK) {
                free();
            }
        }
    }

    /** Drops everything. */
    void free() {
        view.clear();
        start = 0;
        end = 0;
        if (memory.byteSize() > 0) {
            NativeMemory.free(memory);
            memory = MemorySegment.NULL;
        }
    }

    private void reserve(int bytes) {
        long room = memory.byteSize() - SLACK;
        if (end + (long) bytes <= room) {
            return;
        }
        long needed = length() + (long) bytes;
        if (needed <= room) {
            MemorySegment.copy(memory, start, memory, 0, length());
        } else {
            grow(Math.max(KEPT, Math.min(Integer.MAX_VALUE - SLACK, needed + needed / 2)));
        }
        end = length();
        start = 0;
    }

    private void grow(long capacity) {
        MemorySegment larger = NativeMemory.allocate(capacity + SLACK);
        if (memory.byteSize() > 0) {
            MemorySegment.copy(memory, start, larger, 0, length());
            NativeMemory.free(memory);
        }
        memory = larger;
    }
}

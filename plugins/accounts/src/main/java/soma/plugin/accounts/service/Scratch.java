/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import soma.spi.memory.NativeMemory;
import soma.spi.message.ByteView;
import soma.spi.message.Message;

/**
 * A message in the making: the parts that differ from the message it is made of lie in memory of its own. Used by one thread
 * at a time.
 */
final class Scratch {
    private static final int SMALLEST = 1024;

    private final Message message = new Message();
    private MemorySegment memory = NativeMemory.allocate(SMALLEST);
    private int end;
    private int mark;

    /** Begins a message like another one; {@code room} is how many bytes will be put at most. */
    Message begin(Message original, int room) {
        end = 0;
        mark = 0;
        if (memory.byteSize() < room) {
            memory = NativeMemory.reallocate(memory, Integer.highestOneBit(room) * 2L);
        }
        return message.like(original);
    }

    /** Appends bytes. */
    Scratch put(byte[] bytes) {
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, end, bytes.length);
        end += bytes.length;
        return this;
    }

    /** Appends part of what a view shows. */
    Scratch put(ByteView view, int from, int to) {
        MemorySegment.copy(view.segment(), view.offset() + from, memory, end, to - from);
        end += to - from;
        return this;
    }

    /** Appends the characters of a token. */
    Scratch putToken(long token) {
        for (int i = 0; i < Tokens.LENGTH; i++) {
            memory.set(ValueLayout.JAVA_BYTE, end++, (byte) (token >>> (Byte.SIZE * i)));
        }
        return this;
    }

    /** Appends a number. */
    Scratch put(long number) {
        return put(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** Points a view at what was put since the last call. */
    void show(ByteView view) {
        view.wrap(memory, mark, end - mark);
        mark = end;
    }

    /** Forgets the message. */
    void end() {
        message.reset();
    }

    /** Returns the memory. */
    void free() {
        NativeMemory.free(memory);
        memory = MemorySegment.NULL;
    }
}

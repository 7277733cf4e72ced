/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.lang.foreign.MemorySegment;
import soma.spi.annotation.HotPath;
import soma.spi.memory.NativeMemory;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.wire.Digits;

/**
 * Renders messages that do not come as frames: {@code [reply ]sizes CRLF headers payload CRLF}, once per message and then
 * copied to every subscriber. Also lends scratch memory for subjects. Confined to its lane.
 */
@HotPath
public final class TailBuffer {
    private static final int ROOM_FOR_SIZES = 32;
    private static final int LEAST = 1024;

    private MemorySegment memory = MemorySegment.NULL;
    private MemorySegment subject = MemorySegment.NULL;
    private int length;
    private long renderings;

    TailBuffer() {}

    /** Returns the memory that the last tail was rendered to, from its start. */
    public MemorySegment memory() {
        return memory;
    }

    /** Returns how long the last tail is. */
    public int length() {
        return length;
    }

    /** Returns how often something was rendered, to tell whether it is still there. */
    public long renderings() {
        return renderings;
    }

    /** Renders the tail of a message with its headers, or without them as if it had none. */
    public void render(Message message, boolean withHeaders) {
        int headerLength = withHeaders ? message.headers().length() : 0;
        int size = headerLength + message.payload().length();
        memory = reserve(memory, message.reply().length() + size + ROOM_FOR_SIZES);
        long at = 0;
        if (!message.reply().isEmpty()) {
            at = put(message.reply(), at);
            memory.set(Words.BYTE, at++, (byte) ' ');
        }
        if (headerLength > 0) {
            at += Digits.write(headerLength, memory, at);
            memory.set(Words.BYTE, at++, (byte) ' ');
        }
        at += Digits.write(size, memory, at);
        at = lineEnd(at);
        if (headerLength > 0) {
            at = put(message.headers(), at);
        }
        at = put(message.payload(), at);
        length = (int) lineEnd(at);
        renderings++;
    }

    /** Copies a subject to memory of this buffer, where reads may run past its end. */
    public MemorySegment subject(ByteView view) {
        subject = reserve(subject, view.length() + ROOM_FOR_SIZES);
        view.copyTo(subject, 0);
        return subject;
    }

    /** Copies a subject to memory of this buffer, where reads may run past its end. */
    public MemorySegment subject(byte[] bytes) {
        subject = reserve(subject, bytes.length + ROOM_FOR_SIZES);
        MemorySegment.copy(bytes, 0, subject, Words.BYTE, 0, bytes.length);
        return subject;
    }

    private long put(ByteView view, long at) {
        if (!view.isEmpty()) {
            view.copyTo(memory, at);
        }
        return at + view.length();
    }

    private long lineEnd(long at) {
        memory.set(Words.BYTE, at, (byte) '\r');
        memory.set(Words.BYTE, at + 1, (byte) '\n');
        return at + 2;
    }

    private static MemorySegment reserve(MemorySegment old, int bytes) {
        if (old.byteSize() >= bytes) {
            return old;
        }
        if (old.byteSize() > 0) {
            NativeMemory.free(old);
        }
        return NativeMemory.allocate(Math.max(LEAST, Integer.highestOneBit(bytes) * 2L));
    }

    void close() {
        free(memory);
        free(subject);
        memory = MemorySegment.NULL;
        subject = MemorySegment.NULL;
    }

    private static void free(MemorySegment old) {
        if (old.byteSize() > 0) {
            NativeMemory.free(old);
        }
    }
}

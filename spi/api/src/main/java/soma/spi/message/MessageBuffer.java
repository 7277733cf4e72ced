/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.message;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import soma.spi.annotation.Api;
import soma.spi.memory.NativeMemory;

/**
 * Native memory that holds one message made of heap data, for plugins that publish. Reused from message to message; the
 * message it returns is valid until the next {@code set} or {@link #close()}. Confined to one thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class MessageBuffer implements AutoCloseable {
    private static final byte[] NOTHING = {};
    private static final int SLACK = 16;

    private final Message message = new Message();
    private MemorySegment memory = NativeMemory.allocate(1024);

    /** Makes a buffer with little memory; it grows as needed. */
    public MessageBuffer() {}

    /** Returns a message without reply or headers. */
    public Message set(String subject, byte[] payload) {
        return set(subject, "", NOTHING, payload);
    }

    /** Returns a message of these parts; reply and headers may be empty. */
    public Message set(String subject, String reply, byte[] headers, byte[] payload) {
        byte[] subjectBytes = subject.getBytes(StandardCharsets.UTF_8);
        byte[] replyBytes = reply.getBytes(StandardCharsets.UTF_8);
        reserve((long) subjectBytes.length + replyBytes.length + headers.length + payload.length + SLACK);
        message.reset();
        int at = put(subjectBytes, 0, message.subject());
        message.target().wrap(message.subject());
        at = put(replyBytes, at, message.reply());
        at = put(headers, at, message.headers());
        put(payload, at, message.payload());
        return message;
    }

    /** Returns a message with the parts of a held one. */
    public Message set(HeldMessage held) {
        return set(held.subject(), held.reply(), held.headers(), held.payload());
    }

    /** Returns the memory. */
    @Override
    public void close() {
        message.reset();
        NativeMemory.free(memory);
        memory = MemorySegment.NULL;
    }

    private int put(byte[] bytes, int at, ByteView view) {
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at, bytes.length);
        view.wrap(memory, at, bytes.length);
        return at + bytes.length;
    }

    private void reserve(long bytes) {
        if (memory.byteSize() < bytes) {
            memory = NativeMemory.reallocate(memory, Long.highestOneBit(bytes) * 2);
        }
    }
}

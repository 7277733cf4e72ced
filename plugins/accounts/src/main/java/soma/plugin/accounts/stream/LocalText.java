/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import soma.spi.message.ByteView;
import soma.spi.message.Message;

/**
 * A message under its local subject and native memory for that, kept by the thread for the next delivery. A delivery
 * may lead to another one on the same thread, so there are as many as are in use at once. Confined to its thread.
 */
final class LocalText {
    private static final int USUAL = 256;
    private static final ThreadLocal<LocalText> FREE = ThreadLocal.withInitial(LocalText::new);

    private final Message message = new Message();
    private MemorySegment memory = MemorySegment.NULL;
    private @Nullable LocalText next;

    private LocalText() {}

    /** Takes the thread's next free one. */
    static LocalText take() {
        LocalText text = FREE.get();
        LocalText next = text.next;
        if (next == null) {
            next = new LocalText();
            text.next = next;
        }
        FREE.set(next);
        return text;
    }

    /** Returns the message to deliver. */
    Message message() {
        return message;
    }

    /** Points a view at a copy of a subject. */
    void put(byte[] subject, ByteView shown) {
        MemorySegment room = room(subject.length);
        MemorySegment.copy(subject, 0, room, ValueLayout.JAVA_BYTE, 0, subject.length);
        shown.wrap(room, 0, subject.length);
    }

    /** Points a view at a copy of a subject with something before it. */
    void put(byte[] prefix, ByteView subject, ByteView shown) {
        int length = prefix.length + subject.length();
        MemorySegment room = room(length);
        MemorySegment.copy(prefix, 0, room, ValueLayout.JAVA_BYTE, 0, prefix.length);
        subject.copyTo(room, prefix.length);
        shown.wrap(room, 0, length);
    }

    private MemorySegment room(int length) {
        if (memory.byteSize() < length) {
            memory = Arena.ofAuto().allocate(Math.max(USUAL, length));
        }
        return memory;
    }

    /** Ends the use of this one; those taken later must have been given back. */
    void giveBack() {
        message.reset();
        FREE.set(this);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for the local subject of one delivery, kept by the thread for the next one. A delivery may lead to another
 * one on the same thread, so there are as many as are in use at once. Confined to its thread.
 */
final class LocalText {
    private static final int USUAL = 256;
    private static final ThreadLocal<LocalText> FREE = ThreadLocal.withInitial(LocalText::new);

    private MemorySegment memory = MemorySegment.NULL;
    private @Nullable LocalText next;

    private LocalText() {}

    static LocalText take(byte[] bytes) {
        LocalText text = FREE.get();
        LocalText next = text.next;
        if (next == null) {
            next = new LocalText();
            text.next = next;
        }
        FREE.set(next);
        text.fill(bytes);
        return text;
    }

    private void fill(byte[] bytes) {
        if (memory.byteSize() < bytes.length) {
            memory = Arena.ofAuto().allocate(Math.max(USUAL, bytes.length));
        }
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    }

    MemorySegment memory() {
        return memory;
    }

    void giveBack() {
        FREE.set(this);
    }
}

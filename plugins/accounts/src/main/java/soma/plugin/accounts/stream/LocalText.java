/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Native memory for the local subject of one delivery, kept by the thread for the next one. A delivery may lead to another
 * one on the same thread, so there are as many as are in use at once. Confined to its thread.
 */
final class LocalText {
    private static final int USUAL = 256;
    private static final ThreadLocal<LocalText> FREE = ThreadLocal.withInitial(() -> new LocalText(null));

    private final LocalText outer;
    private MemorySegment memory = MemorySegment.NULL;
    private LocalText inner;

    private LocalText(LocalText outer) {
        this.outer = outer == null ? this : outer;
        this.inner = this;
    }

    static LocalText take(byte[] bytes) {
        LocalText text = FREE.get();
        if (text.inner == text) {
            text.inner = new LocalText(text);
        }
        FREE.set(text.inner);
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

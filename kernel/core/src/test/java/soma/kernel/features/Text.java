/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import soma.spi.message.ByteView;

/** A text in native memory that lives as long as this object, to point messages at. For any thread. */
final class Text {
    private final String text;
    private final MemorySegment memory;
    private final int length;

    Text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        this.text = text;
        this.length = bytes.length;
        this.memory = Arena.ofAuto().allocate(bytes.length + 8L);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, 0, length);
    }

    void showIn(ByteView view) {
        view.wrap(memory, 0, length);
    }

    @Override
    public String toString() {
        return text;
    }
}

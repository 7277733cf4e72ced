/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

final class ByteViewTest {
    private static final int MOST = 40;

    @Test
    void aWordIsTheBytesFromAnIndexOnAndZerosAfterTheEnd() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(MOST + 16);
            for (int i = 0; i < memory.byteSize(); i++) {
                memory.set(ValueLayout.JAVA_BYTE, i, (byte) (0x81 + i * 7));
            }
            for (int length = 0; length <= MOST; length++) {
                assertWords(new ByteView().wrap(memory, 5, length));
            }
        }
    }

    /** Nothing before or after the view may be read: there may be nothing. */
    @Test
    void aWordIsReadWithinTheSegment() {
        for (int length = 0; length <= MOST; length++) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment memory = arena.allocate(length).fill((byte) 0xA5);
                assertWords(new ByteView().wrap(memory, 0, length));
            }
        }
    }

    private static void assertWords(ByteView view) {
        for (int index = 0; index < view.length() + 20; index++) {
            long expected = 0;
            for (int i = Math.min(index + 8, view.length()) - 1; i >= index; i--) {
                expected = expected << 8 | view.byteAt(i) & 0xFF;
            }
            assertEquals(expected, view.wordAt(index), "at " + index + " of " + view.length());
        }
    }
}

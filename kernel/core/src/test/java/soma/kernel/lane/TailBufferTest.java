/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.spi.memory.NativeMemory;
import soma.spi.message.MessageBuffer;

class TailBufferTest {
    private static final byte[] HEADERS = "NATS/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final long before = NativeMemory.inUse();
    private final TailBuffer tail = new TailBuffer();
    private final MessageBuffer message = new MessageBuffer();

    @AfterEach
    void free() {
        message.close();
        tail.close();
        tail.close();
        assertEquals(before, NativeMemory.inUse());
    }

    private String text() {
        byte[] bytes = new byte[tail.length()];
        MemorySegment.copy(tail.memory(), Words.BYTE, 0, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void rendersWhatFollowsTheSubjectAndId() {
        tail.render(message.set("foo", bytes("hello")), false);
        assertEquals("5\r\nhello\r\n", text());
        tail.render(message.set("foo", "re", new byte[0], bytes("")), true);
        assertEquals("re 0\r\n\r\n", text());
        tail.render(message.set("foo", "re", HEADERS, bytes("hi")), true);
        assertEquals("re 12 14\r\nNATS/1.0\r\n\r\nhi\r\n", text());
    }

    @Test
    void leavesHeadersOutAsIfThereWereNone() {
        tail.render(message.set("foo", "re", HEADERS, bytes("hi")), false);
        assertEquals("re 2\r\nhi\r\n", text());
    }

    @Test
    void growsWithItsMessages() {
        for (int size : new int[] {0, 1, 1000, 1024, 5000, 300_000}) {
            String payload = "x".repeat(size);
            tail.render(message.set("foo", bytes(payload)), false);
            assertEquals(size + "\r\n" + payload + "\r\n", text());
        }
    }

    @Test
    void tellsOneRenderingFromTheNext() {
        tail.render(message.set("foo", bytes("a")), false);
        long first = tail.renderings();
        tail.render(message.set("foo", bytes("b")), false);
        assertNotEquals(first, tail.renderings());
    }

    @Test
    void lendingMemoryForASubjectLeavesTheTailAlone() {
        tail.render(message.set("foo", bytes("hello")), false);
        MemorySegment subject = tail.subject(bytes("s".repeat(3000)));
        assertEquals('s', subject.get(Words.BYTE, 2999));
        assertEquals("5\r\nhello\r\n", text());
    }

    @Test
    void aSubjectMayBeReadPastItsEnd() {
        for (int length = 1; length < 2100; length += 13) {
            MemorySegment memory = tail.subject(new byte[length]);
            assertEquals(Words.hash(new byte[length]), Words.hash(memory, 0, length));
        }
    }
}

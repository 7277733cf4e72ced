/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.spi.message.Message;

class FrameTest {
    private static final String LINE = "HPUB foo re 12 14\r\nNATS/1.0\r\n\r\nhi\r\n";

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment memory = memory(LINE);
    private final Frame frame = new Frame();
    private final Message message = new Message();

    private MemorySegment memory(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        MemorySegment copy = arena.allocate(bytes.length + 8L);
        MemorySegment.copy(bytes, 0, copy, Words.BYTE, 0, bytes.length);
        return copy;
    }

    @BeforeEach
    void point() {
        frame.subject(memory, 5, 3, Words.hash(memory, 5, 3));
        frame.reply(9, 2);
        frame.headers(12);
        frame.tail(9, LINE.length() - 9, 14);
        frame.show(message);
        frame.live(true);
    }

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void showsItsParts() {
        assertEquals("foo", message.subject().toString());
        assertEquals("foo", message.target().toString());
        assertEquals("re", message.reply().toString());
        assertEquals("NATS/1.0\r\n\r\n", message.headers().toString());
        assertEquals("hi", message.payload().toString());
    }

    @Test
    void theNextSubjectForgetsReplyAndHeaders() {
        frame.subject(memory, 5, 3, 0);
        assertEquals(0, frame.replyLength());
        assertEquals(0, frame.headerLength());
    }

    @Test
    void itIsTheTailOfItsMessageWhateverTheSubject() {
        assertTrue(frame.isTailOf(message));
        message.subject().wrap(memory, 0, 4);
        message.target().wrap(memory, 0, 4);
        assertTrue(frame.isTailOf(message));
        frame.live(false);
        assertFalse(frame.isTailOf(message));
    }

    @Test
    void itIsNotTheTailOfAMessageWithAnotherReply() {
        message.reply().wrap(memory, 5, 2);
        assertFalse(frame.isTailOf(message));
        message.reply().clear();
        assertFalse(frame.isTailOf(message));
    }

    @Test
    void itIsNotTheTailOfAMessageWithOtherHeadersOfTheSameLength() {
        message.headers().wrap(memory("NATS/1.1\r\n\r\n"), 0, 12);
        assertFalse(frame.isTailOf(message));
    }

    @Test
    void itIsNotTheTailOfAMessageWithAnotherPayload() {
        message.payload().wrap(memory, 9, 2);
        assertFalse(frame.isTailOf(message));
        message.payload().wrap(memory("ho"), 0, 2);
        assertFalse(frame.isTailOf(message));
    }
}

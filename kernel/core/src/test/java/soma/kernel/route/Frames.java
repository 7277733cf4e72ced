/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Words;

/** Points a lane's frame at messages, as the parser does. The memory lives as long as the arena. */
final class Frames {
    private final Arena arena;
    private final Lane lane;

    Frames(Arena arena, Lane lane) {
        this.arena = arena;
        this.lane = lane;
    }

    /** Returns the lane's frame with a message that has neither reply nor headers. */
    Frame of(String subject, String payload) {
        String tail = payload.length() + "\r\n" + payload + "\r\n";
        byte[] bytes = (subject + " " + tail).getBytes(StandardCharsets.UTF_8);
        MemorySegment memory = arena.allocate(bytes.length + 8L);
        MemorySegment.copy(bytes, 0, memory, Words.BYTE, 0, bytes.length);
        int length = bytes.length - tail.length() - 1;
        Frame frame = lane.frame();
        frame.subject(memory, 0, length, Words.hash(memory, 0, length));
        frame.tail(length + 1L, tail.length(), payload.length());
        return frame;
    }
}

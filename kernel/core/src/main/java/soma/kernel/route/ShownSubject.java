/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import soma.kernel.lane.Words;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.message.Message;

/**
 * A subject that messages are shown under, whatever they were published on. Its memory is made when it is first needed, and
 * lasts as long as anything points at it. Confined to a lane.
 */
@HotPath
final class ShownSubject {
    private final byte[] subject;
    private @Nullable ByteView view;

    ShownSubject(byte[] subject) {
        this.subject = subject;
    }

    /** Points subject and target of a message at it. */
    void showIn(Message message) {
        ByteView shown = view;
        if (shown == null) {
            MemorySegment memory = Arena.ofAuto().allocate(subject.length + (long) Long.BYTES);
            MemorySegment.copy(subject, 0, memory, Words.BYTE, 0, subject.length);
            shown = new ByteView().wrap(memory, 0, subject.length);
            view = shown;
        }
        message.address(shown);
    }
}

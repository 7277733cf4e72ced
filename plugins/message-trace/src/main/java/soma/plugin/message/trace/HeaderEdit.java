/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import soma.spi.message.ByteView;
import soma.spi.message.Headers;
import soma.spi.message.Message;

/** Has a message show other headers, in memory that lasts as long as anything points at it. */
final class HeaderEdit {
    private static final String LINE_END = "\r\n";

    private HeaderEdit() {}

    /** Replaces the value of a header, or adds the header at the end. */
    static void set(Message message, String name, String value) {
        ByteView headers = message.headers();
        var old = new ByteView();
        String block = new String(headers.copy(), StandardCharsets.ISO_8859_1);
        String edited;
        if (Headers.find(headers, name.getBytes(StandardCharsets.US_ASCII), old)) {
            int at = (int) (old.offset() - headers.offset());
            edited = block.substring(0, at) + value + block.substring(at + old.length());
        } else {
            String lines = block.endsWith(LINE_END) ? block.substring(0, block.length() - LINE_END.length()) : block;
            edited = lines + name + ": " + value + LINE_END + LINE_END;
        }
        show(edited.getBytes(StandardCharsets.ISO_8859_1), headers);
    }

    /** Points a view at a copy of bytes. */
    static void show(byte[] bytes, ByteView view) {
        MemorySegment memory = Arena.ofAuto().allocate(bytes.length + (long) Long.BYTES);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        view.wrap(memory, 0, bytes.length);
    }
}

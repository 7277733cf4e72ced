/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.message;

import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;

/**
 * Looks into header blocks as nats-server does: the name must match byte for byte, be preceded by a line end and followed
 * by a colon; blanks after the colon are skipped; the first occurrence counts.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Headers {
    private Headers() {}

    /**
     * Finds a header's value.
     *
     * @param block the whole header block
     * @param name  the header's name in ASCII
     * @param value is pointed at the value if it is found
     * @return whether it was found
     */
    @HotPath
    public static boolean find(ByteView block, byte[] name, ByteView value) {
        int last = block.length() - name.length;
        for (int at = 2; at < last; at++) {
            if (block.byteAt(at - 1) == '\n' && block.byteAt(at - 2) == '\r' && isNamed(block, at, name)) {
                return pointAt(block, at + name.length + 1, value);
            }
        }
        return false;
    }

    /**
     * Returns whether the block has a header of that name, whatever its capitals.
     *
     * @param block the whole header block
     * @param name  the header's name in ASCII, in small letters
     */
    @HotPath
    public static boolean hasInAnyCase(ByteView block, byte[] name) {
        int last = block.length() - name.length;
        for (int at = 2; at < last; at++) {
            if (block.byteAt(at - 1) == '\n' && block.byteAt(at - 2) == '\r' && isNamedInAnyCase(block, at, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(ByteView block, int at, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (block.byteAt(at + i) != name[i]) {
                return false;
            }
        }
        return block.byteAt(at + name.length) == ':';
    }

    private static boolean isNamedInAnyCase(ByteView block, int at, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            byte letter = block.byteAt(at + i);
            if ((letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter) != name[i]) {
                return false;
            }
        }
        return block.byteAt(at + name.length) == ':';
    }

    private static boolean pointAt(ByteView block, int from, ByteView value) {
        int start = from;
        while (start < block.length() && block.byteAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (end < block.length() && block.byteAt(end) != '\r') {
            end++;
        }
        value.wrap(block.segment(), block.offset() + start, end - start);
        return end < block.length();
    }
}

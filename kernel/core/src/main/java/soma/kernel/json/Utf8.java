/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.json;

/** Decodes UTF-8 as Go does: each byte that is part of no valid sequence becomes one replacement character. */
final class Utf8 {
    static final char REPLACEMENT = '\ufffd';

    private Utf8() {}

    /** Appends the character that begins at an index; returns how many bytes it takes. */
    static int appendRune(byte[] text, int at, StringBuilder result) {
        int first = text[at] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > text.length) {
            result.append(REPLACEMENT);
            return 1;
        }
        int rune = length == 1 ? first : first & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            int next = text[at + i] & 0xff;
            if ((next & 0xc0) != 0x80) {
                result.append(REPLACEMENT);
                return 1;
            }
            rune = rune << 6 | (next & 0x3f);
        }
        boolean overlong = (length == 3 && rune < 0x800) || (length == 4 && rune < 0x10000);
        if (overlong || rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff)) {
            result.append(REPLACEMENT);
            return 1;
        }
        result.appendCodePoint(rune);
        return length;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import java.util.Arrays;

/**
 * The bytes of the line being made, used again for every line. Text is written as UTF-8 with control characters, and
 * whatever else could be taken for the end of a line, escaped: what a client sends may stand in a line but cannot make
 * one. Not thread-safe.
 */
final class Line {
    private static final int KEPT = 16 * 1024;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes = new byte[512];
    private int length;

    /** Begins a new line; a buffer that one long line has blown up is let go. */
    void clear() {
        if (bytes.length > KEPT) {
            bytes = new byte[KEPT];
        }
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void put(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void put(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    /** Writes ASCII text as it is, escape sequences included. */
    void ascii(String value) {
        room(value.length());
        for (int i = 0; i < value.length(); i++) {
            bytes[length++] = (byte) value.charAt(i);
        }
    }

    /** Writes a number below ten to the power of {@code digits}, with leading zeros. */
    void digits(int value, int digits) {
        room(digits);
        int rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** Writes text, control characters as {@code \n}, {@code \r}, {@code \t}, {@code \x1b} or {@code \u2028}. */
    void text(String text) {
        text(text, false);
    }

    /** Writes text as a JSON string with its quotes. */
    void quoted(String text) {
        put('"');
        text(text, true);
        put('"');
    }

    private void text(String text, boolean json) {
        int end = text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                room(6);
                if (c >= ' ' && c != 0x7f && !(json && (c == '"' || c == '\\'))) {
                    bytes[length++] = (byte) c;
                } else {
                    escaped(c, json);
                }
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                encoded(Character.toCodePoint(c, text.charAt(++i)));
            } else if (breaksLines(c)) {
                unicode(c);
            } else {
                encoded(Character.isSurrogate(c) ? 0xfffd : c);
            }
        }
    }

    /** Returns whether a terminal or editor may take this for a line end or the start of a control sequence. */
    private static boolean breaksLines(char c) {
        return c < 0xa0 || c == 0x2028 || c == 0x2029;
    }

    private void escaped(char c, boolean json) {
        bytes[length++] = '\\';
        switch (c) {
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            case '"', '\\' -> bytes[length++] = (byte) c;
            default -> {
                if (json) {
                    length--;
                    unicode(c);
                } else {
                    bytes[length++] = 'x';
                    bytes[length++] = HEX[c >> 4];
                    bytes[length++] = HEX[c & 15];
                }
            }
        }
    }

    private void unicode(char c) {
        room(6);
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(c >> shift) & 15];
        }
    }

    private void encoded(int point) {
        room(4);
        if (point < 0x800) {
            bytes[length++] = (byte) (0xc0 | (point >> 6));
        } else if (point < 0x10000) {
            bytes[length++] = (byte) (0xe0 | (point >> 12));
            bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        } else {
            bytes[length++] = (byte) (0xf0 | (point >> 18));
            bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        }
        bytes[length++] = (byte) (0x80 | (point & 0x3f));
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}

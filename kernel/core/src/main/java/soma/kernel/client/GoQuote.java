/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Quotes text as Go's {@code %q} does, so that error texts are the same and one text is one line. */
final class GoQuote {
    private static final String HEX = "0123456789abcdef";

    private GoQuote() {}

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> append(quoted, c));
        return quoted.append('"').toString();
    }

    /** Shows text as it is, but for what would not stay within a line. */
    static String line(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                shown.appendCodePoint(c);
            } else {
                append(shown, c);
            }
        });
        return shown.toString();
    }

    /** Quotes bytes that should be UTF-8; those that are not are shown one by one. */
    static String quote(byte[] utf8) {
        StringBuilder quoted = new StringBuilder(utf8.length + 2).append('"');
        for (int at = 0; at < utf8.length; ) {
            int length = Math.min(lengthOf(utf8[at]), utf8.length - at);
            String text = new String(utf8, at, length, StandardCharsets.UTF_8);
            if (Arrays.equals(utf8, at, at + length, bytes(text), 0, bytes(text).length)) {
                append(quoted, text.codePointAt(0));
                at += length;
            } else {
                appendHex(quoted, utf8[at++] & 0xff);
            }
        }
        return quoted.append('"').toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns how many bytes a character has by its first one. */
    private static int lengthOf(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones < 2 || ones > 4 ? 1 : ones;
    }

    private static void appendHex(StringBuilder quoted, int c) {
        quoted.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }

    private static void append(StringBuilder quoted, int c) {
        switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case 7 -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case 11 -> quoted.append("\\v");
            default -> appendOther(quoted, c);
        }
    }

    private static void appendOther(StringBuilder quoted, int c) {
        if (c < ' ' || c == 127) {
            appendHex(quoted, c);
        } else if (isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else if (c < 0x10000) {
            quoted.append("\\u").append(hex(c, 4));
        } else {
            quoted.append("\\U").append(hex(c, 8));
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static String hex(int c, int digits) {
        StringBuilder hex = new StringBuilder(digits);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            hex.append(HEX.charAt(c >> shift & 15));
        }
        return hex.toString();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

/** The classes of characters that the language tells apart. */
final class Characters {
    private Characters() {}

    /** Tab or blank: what may stand between a key and its value on one line. */
    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    /** White space as Unicode defines it, line ends included. */
    static boolean isSpace(int c) {
        return (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0xA0 || (c > 0xFF && Character.isSpaceChar(c));
    }

    static boolean isSeparator(int c) {
        return c == '=' || c == ':';
    }

    /** A decimal digit of any script: the lexer takes them for numbers, the conversion then refuses all but 0 to 9. */
    static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || (c > 0x7F && Character.isDigit(c));
    }

    /** What ends a number; anything else turns it into text, even {@code ]}. */
    static boolean endsNumber(int c) {
        return c == Scanner.END || isLineEnd(c) || isBlank(c) || c == '}' || c == ';' || c == ',';
    }

    /** What ends text without quotes. */
    static boolean endsBareText(int c) {
        return endsNumber(c) || c == ']';
    }

    static boolean isSizeSuffix(int c) {
        return c != Scanner.END && c < 0x80 && "kmgtpe".indexOf(Character.toLowerCase(c)) >= 0;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import soma.spi.config.ConfigNode.Position;

/**
 * Walks over the bytes of a text, one character at a time. Counts as nats-server does: columns in bytes, from 0 on the
 * first line and, since there the line feed itself is column 0, from 1 on later ones. Confined to one thread.
 */
final class Scanner {
    static final int END = -1;

    private final byte[] text;
    private final String source;
    private int offset;
    private int width;
    private int line = 1;
    private int lineStart;
    private int lastLine = 1;
    private int lastColumn;

    Scanner(byte[] text, String source) {
        this.text = text;
        this.source = source;
    }

    /** Returns a scanner of the same text that stands at its start. */
    Scanner fromStart() {
        return new Scanner(text, source);
    }

    int offset() {
        return offset;
    }

    /** Returns where the next character stands. */
    Position here() {
        return new Position(source, line, offset - lineStart);
    }

    /** Returns the next character without passing it; {@link #END} after the last. */
    int peek() {
        if (offset >= text.length) {
            width = 0;
            return END;
        }
        int first = text[offset];
        if (first >= 0) {
            width = 1;
            return first;
        }
        return wide(first & 0xFF);
    }

    /** Returns the byte after the next one, to look for the second half of {@code //}. */
    boolean isFollowedBy(char second) {
        return offset + 1 < text.length && text[offset + 1] == second;
    }

    /** Passes the next character and returns it. */
    int next() {
        int c = peek();
        lastLine = line;
        lastColumn = offset - lineStart;
        offset += width;
        if (c == '\n') {
            line++;
            lineStart = offset - 1;
        }
        return c;
    }

    void skipComment() {
        for (int c = peek(); c != END && c != '\n' && c != '\r'; c = peek()) {
            next();
        }
    }

    byte at(int index) {
        return text[index];
    }

    /** Returns the text between two offsets. Bytes that are no UTF-8 become U+FFFD. */
    String slice(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    byte[] bytes(int from, int to) {
        return Arrays.copyOfRange(text, from, to);
    }

    /** Returns a syntax error at the character passed last. nats-server names the line where it stopped reading. */
    ConfigException error(String text) {
        Position last = new Position(source, lastLine, lastColumn);
        return new ConfigException(last, "Parse error on line " + line + ": '" + text + "'");
    }

    /** Returns an error about a place passed before. */
    ConfigException error(Position at, String text) {
        return new ConfigException(at, text);
    }

    /** Returns a character as error texts show it. */
    static String show(int c) {
        return switch (c) {
            case END -> "EOF";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> Character.isISOControl(c) ? String.format("\\x%02x", c) : Character.toString(c);
        };
    }

    private int wide(int first) {
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || offset + length > text.length) {
            return malformed();
        }
        int c = first & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            int b = text[offset + i];
            if ((b & 0xC0) != 0x80) {
                return malformed();
            }
            c = (c << 6) | (b & 0x3F);
        }
        boolean overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
        if (overlong || c > Character.MAX_CODE_POINT || (c >= 0xD800 && c <= 0xDFFF)) {
            return malformed();
        }
        width = length;
        return c;
    }

    private int malformed() {
        width = 1;
        return 0xFFFD;
    }
}

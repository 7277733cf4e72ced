/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.message.ByteView;

/**
 * Reads one JSON object with the rules of Go's decoder, which clients were written against: of duplicate keys the last
 * one wins, bytes that are no UTF-8 become U+FFFD, halves of surrogate pairs too, and {@code null} counts as an object
 * without fields. Anything behind the object but white space is an error.
 *
 * <p>The result holds {@link String}, {@link Boolean}, {@link Long}, {@link Double}, {@link List}, {@link Map} and null; a
 * number is a {@link Long} when it is written as an integer and fits.
 */
public final class JsonReader {
    /** How deep objects and arrays may nest. */
    public static final int MAX_DEPTH = 64;

    private static final int END = -1;

    private final byte[] text;
    private int at;
    private int depth;

    private JsonReader(byte[] text) {
        this.text = text;
    }

    /**
     * Reads an object.
     *
     * @throws JsonException if the bytes are anything else
     */
    public static Map<String, @Nullable Object> readObject(ByteView bytes) {
        return readObject(bytes.copy());
    }

    /**
     * Reads an object.
     *
     * @throws JsonException if the bytes are anything else
     */
    public static Map<String, @Nullable Object> readObject(byte[] bytes) {
        var reader = new JsonReader(bytes);
        Map<String, @Nullable Object> object = reader.document();
        reader.skipSpace();
        if (reader.peek() != END) {
            throw reader.unexpected("the end");
        }
        return object;
    }

    private Map<String, @Nullable Object> document() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case 'n' -> {
                word("null");
                yield new LinkedHashMap<>();
            }
            default -> throw unexpected("'{'");
        };
    }

    private @Nullable Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> {
                word("true");
                yield true;
            }
            case 'f' -> {
                word("false");
                yield false;
            }
            case 'n' -> {
                word("null");
                yield null;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected("a value");
        };
    }

    private Map<String, @Nullable Object> object() {
        enter();
        var fields = new LinkedHashMap<String, @Nullable Object>();
        skipSpace();
        if (!taken('}')) {
            do {
                skipSpace();
                if (peek() != '"') {
                    throw unexpected("a field name in double quotes");
                }
                String name = string();
                skipSpace();
                if (!taken(':')) {
                    throw unexpected("':'");
                }
                fields.put(name, value());
                skipSpace();
            } while (taken(','));
            if (!taken('}')) {
                throw unexpected("',' or '}'");
            }
        }
        depth--;
        return fields;
    }

    private List<@Nullable Object> array() {
        enter();
        var elements = new ArrayList<@Nullable Object>();
        skipSpace();
        if (!taken(']')) {
            do {
                elements.add(value());
                skipSpace();
            } while (taken(','));
            if (!taken(']')) {
                throw unexpected("',' or ']'");
            }
        }
        depth--;
        return elements;
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw new JsonException("nested deeper than " + MAX_DEPTH + " levels", at - 1);
        }
    }

    private Number number() {
        int start = at;
        taken('-');
        if (!taken('0')) {
            digits();
        }
        boolean integer = true;
        if (taken('.')) {
            integer = false;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            integer = false;
            at++;
            if (!taken('+')) {
                taken('-');
            }
            digits();
        }
        String digits = new String(text, start, at - start, StandardCharsets.US_ASCII);
        return integer ? whole(digits, start) : fraction(digits, start);
    }

    private static Number whole(String digits, int start) {
        // 20 characters hold every long; BigDecimal would take quadratic time for a very long run of digits
        if (digits.length() <= 20) {
            var exact = new BigDecimal(digits);
            if (exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                    && exact.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0) {
                return exact.longValueExact();
            }
        }
        return fraction(digits, start);
    }

    private static Double fraction(String digits, int start) {
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw new JsonException("number out of range", start);
        }
        return value;
    }

    private void digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected("a digit");
        }
    }

    private String string() {
        at++;
        int start = at;
        for (int i = at; i < text.length; i++) {
            byte b = text[i];
            if (b == '"') {
                at = i + 1;
                return new String(text, start, i - start, StandardCharsets.US_ASCII);
            }
            if (b == '\\' || b < ' ') {
                break;
            }
        }
        return longString();
    }

    /** Reads a string that holds an escape, a byte beyond ASCII or an error. */
    private String longString() {
        var result = new StringBuilder();
        while (true) {
            int c = peek();
            if (c == END || (c >= 0 && c < ' ')) {
                throw unexpected("a character of a string or '\"'");
            }
            if (taken('"')) {
                return result.toString();
            }
            if (taken('\\')) {
                escape(result);
            } else {
                at += Utf8.appendRune(text, at, result);
            }
        }
    }

    private void escape(StringBuilder result) {
        int c = peek();
        switch (c) {
            case '"', '\\', '/' -> result.append((char) c);
            case 'b' -> result.append('\b');
            case 'f' -> result.append('\f');
            case 'n' -> result.append('\n');
            case 'r' -> result.append('\r');
            case 't' -> result.append('\t');
            case 'u' -> {
                at++;
                unicode(result);
                return;
            }
            default -> throw unexpected("one of \" \\ / b f n r t u after a backslash");
        }
        at++;
    }

    private void unicode(StringBuilder result) {
        char first = hex(at);
        at += 4;
        if (!Character.isSurrogate(first)) {
            result.append(first);
            return;
        }
        boolean pair = Character.isHighSurrogate(first)
                && at + 6 <= text.length
                && text[at] == '\\'
                && text[at + 1] == 'u'
                && Character.isLowSurrogate(hex(at + 2));
        if (pair) {
            result.append(first).append(hex(at + 2));
            at += 6;
        } else {
            result.append(Utf8.REPLACEMENT);
        }
    }

    private char hex(int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < text.length && text[i] >= 0 ? Character.digit(text[i], 16) : -1;
            if (digit < 0) {
                throw new JsonException("expected four hexadecimal digits after \\u", i);
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!taken(word.charAt(i))) {
                throw unexpected("'" + word + "'");
            }
        }
    }

    private void skipSpace() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    /** Returns the next byte, negative values below {@link #END} for those beyond ASCII. */
    private int peek() {
        return at == text.length ? END : text[at] < 0 ? text[at] - 1 : text[at];
    }

    private boolean taken(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    private JsonException unexpected(String expected) {
        int c = peek();
        String found = c == END ? "the end" : c > ' ' && c < 0x7f ? "'" + (char) c + "'" : "byte " + (text[at] & 0xff);
        return new JsonException("found " + found + ", expected " + expected, at);
    }
}

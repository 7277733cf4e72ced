/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes compact JSON as Go's encoder does: fields in the order of the map, {@code <}, {@code >}, {@code &}, U+2028 and U+2029
 * escaped, floating point numbers in the shortest form. Takes maps with string keys, collections, strings, booleans,
 * numbers and null.
 */
public final class JsonWriter {
    /** How deep maps and collections may nest; deeper ones most likely contain themselves. */
    public static final int MAX_DEPTH = 256;

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(512);
    private int depth;

    private JsonWriter() {}

    /**
     * Writes an object.
     *
     * @throws IllegalArgumentException if it holds something that JSON cannot say
     */
    public static String write(Map<String, ? extends @Nullable Object> object) {
        var writer = new JsonWriter();
        writer.object(object);
        return writer.out.toString();
    }

    /**
     * Writes an object as UTF-8.
     *
     * @throws IllegalArgumentException if it holds something that JSON cannot say
     */
    public static byte[] writeBytes(Map<String, ? extends @Nullable Object> object) {
        return write(object).getBytes(StandardCharsets.UTF_8);
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> string(text);
            case Boolean flag -> out.append(flag.booleanValue());
            case Double number -> number(number);
            case Float number -> number(Double.parseDouble(number.toString()));
            case Number number -> out.append(number);
            case Map<?, ?> map -> object(map);
            case Collection<?> elements -> array(elements);
            default ->
                throw new IllegalArgumentException(
                        "no JSON for " + value.getClass().getName()
                                + " (expected: text, a number, a boolean, a map, a collection or null)");
        }
    }

    private void object(Map<?, ? extends @Nullable Object> map) {
        enter();
        char separator = '{';
        for (Map.Entry<?, ? extends @Nullable Object> field : map.entrySet()) {
            out.append(separator);
            separator = ',';
            string(String.valueOf(field.getKey()));
            out.append(':');
            value(field.getValue());
        }
        out.append(separator == '{' ? "{}" : "}");
        depth--;
    }

    private void array(Collection<? extends @Nullable Object> elements) {
        enter();
        char separator = '[';
        for (Object element : elements) {
            out.append(separator);
            separator = ',';
            value(element);
        }
        out.append(separator == '[' ? "[]" : "]");
        depth--;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH + " levels; does it contain itself?");
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                character(c);
            }
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
            default -> {
                if (Character.isSurrogate(c)) {
                    escape(Utf8.REPLACEMENT);
                } else if (c < ' ') {
                    escape(c);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private void escape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }

    /** Writes the fewest digits that give the number back, with an exponent below 1e-6 and from 1e21 on. */
    private void number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("no JSON for the number " + value);
        }
        if (value == 0) {
            out.append(1 / value < 0 ? "-0" : "0");
            return;
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e-6 && size < 1e21) {
            out.append(digits.toPlainString());
            return;
        }
        int exponent = digits.precision() - digits.scale() - 1;
        out.append(digits.scaleByPowerOfTen(-exponent).toPlainString());
        out.append(exponent < 0 ? "e-" : "e+").append(Math.abs(exponent));
    }
}

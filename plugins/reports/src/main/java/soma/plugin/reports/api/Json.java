/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes documents as Go's encoder indents and escapes them. Safe for any thread. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final double EXACT = 1e15;

    private Json() {}

    /** Writes a document with that many blanks per level; on one line for 0. */
    public static byte[] write(Object document, int indent) {
        var out = new Chunks();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.setCharacterEscapes(new GoEscapes());
            if (indent > 0) {
                generator.setPrettyPrinter(printer(indent));
            }
            value(generator, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.joined();
    }

    private static DefaultPrettyPrinter printer(int indent) {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("")
                .withRootSeparator("");
        var indenter = new DefaultIndenter(" ".repeat(indent), "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }

    private static void value(JsonGenerator out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean flag -> out.writeBoolean(flag);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Number number -> number(out, number.doubleValue());
            case Map<?, ?> map -> object(out, map);
            case Collection<?> elements -> array(out, elements);
            default -> out.writeString(value.toString());
        }
    }

    /** Go writes whole numbers without a fraction. */
    private static void number(JsonGenerator out, double number) throws IOException {
        if (number == Math.rint(number) && Math.abs(number) < EXACT) {
            out.writeNumber((long) number);
        } else if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeNumber(0);
        }
    }

    private static void object(JsonGenerator out, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> field : map.entrySet()) {
            out.writeFieldName(String.valueOf(field.getKey()));
            value(out, field.getValue());
        }
        out.writeEndObject();
    }

    private static void array(JsonGenerator out, Collection<?> elements) throws IOException {
        out.writeStartArray();
        for (Object element : elements) {
            value(out, element);
        }
        out.writeEndArray();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options in the body of a request: one JSON object, or nothing. Names that are not known are passed over, as tools may be
 * newer than the server; names are the same in upper and lower case, and of a name that comes twice the last value counts, as
 * Go's decoder has it. Immutable.
 */
final class Body {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build();

    private final String name;
    private final Map<String, Object> fields;

    /** A number as it was written, which need not fit into anything. */
    private record Numeral(String text) {}

    private Body(String name, Map<String, Object> fields) {
        this.name = name;
        this.fields = fields;
    }

    /**
     * Reads a body.
     *
     * @param name what the options are called in errors, such as {@code ConnzEventOptions}
     */
    static Body read(String name, byte[] bytes) throws BadBodyException {
        if (bytes.length == 0) {
            return new Body(name, Map.of());
        }
        if (bytes.length > MOST_BYTES) {
            throw new BadBodyException(
                    "the body has " + bytes.length + " bytes (expected: at most " + MOST_BYTES + ")");
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            Object value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new BadBodyException("invalid character after top-level value");
            }
            return switch (value) {
                case null -> new Body(name, Map.of());
                case Map<?, ?> map -> new Body(name, fields(map));
                default ->
                    throw new BadBodyException(
                            "json: cannot unmarshal " + kind(value) + " into Go value of type server." + name);
            };
        } catch (JsonProcessingException e) {
            throw new BadBodyException("invalid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadBodyException("invalid JSON");
        }
    }

    private static Map<String, Object> fields(Map<?, ?> object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (value != null) {
                fields.put(String.valueOf(name).toLowerCase(Locale.ROOT), value);
            }
        });
        return fields;
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token)
            throws IOException, BadBodyException {
        if (token == null) {
            throw new BadBodyException("unexpected end of JSON input");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getText());
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException, BadBodyException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            object.put(field, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException, BadBodyException {
        List<@Nullable Object> list = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            list.add(value(parser, token));
            token = parser.nextToken();
        }
        return list;
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String _ -> "string";
            case Boolean _ -> "bool";
            case Numeral _ -> "number";
            case List<?> _ -> "array";
            default -> "object";
        };
    }

    /** Returns a text; empty if it is not there. */
    String text(String field) throws BadBodyException {
        return text(field, "string");
    }

    /**
     * Returns a text; empty if it is not there.
     *
     * @param type what it is called in errors
     */
    String text(String field, String type) throws BadBodyException {
        return switch (fields.get(field)) {
            case null -> "";
            case String text -> text;
            case Object other -> throw wrong(kind(other), field, type);
        };
    }

    /** Returns a switch; off if it is not there. */
    boolean flag(String field) throws BadBodyException {
        return switch (fields.get(field)) {
            case null -> false;
            case Boolean flag -> flag;
            case Object other -> throw wrong(kind(other), field, "bool");
        };
    }

    /** Returns a whole number; 0 if it is not there. */
    long integer(String field) throws BadBodyException {
        return integer(field, "int");
    }

    /**
     * Returns a whole number; 0 if it is not there.
     *
     * @param type what it is called in errors
     */
    long integer(String field, String type) throws BadBodyException {
        return switch (fields.get(field)) {
            case null -> 0;
            case Numeral number -> integer(number, field, type);
            case Object other -> throw wrong(kind(other), field, type);
        };
    }

    /** Returns the number of a session; 0 if it is not there. */
    long id(String field) throws BadBodyException {
        long id = integer(field, "uint64");
        if (id < 0) {
            throw wrong("number " + id, field, "uint64");
        }
        return id;
    }

    private long integer(Numeral number, String field, String type) throws BadBodyException {
        try {
            return Long.parseLong(number.text);
        } catch (NumberFormatException e) {
            throw wrong("number " + number.text, field, type);
        }
    }

    /** Returns a list of texts; empty if it is not there. */
    List<String> texts(String field) throws BadBodyException {
        return switch (fields.get(field)) {
            case null -> List.of();
            case List<?> list -> texts(list, field);
            case Object other -> throw wrong(kind(other), field, "[]string");
        };
    }

    private List<String> texts(List<?> list, String field) throws BadBodyException {
        List<String> texts = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof String text)) {
                throw new BadBodyException("json: cannot unmarshal " + kind(each) + " into " + name + "." + field + "."
                        + texts.size() + " of type string");
            }
            texts.add(text);
        }
        return texts;
    }

    private BadBodyException wrong(String found, String field, String expected) {
        return new BadBodyException("json: cannot unmarshal " + found + " into Go struct field " + name + "." + field
                + " of type " + expected);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read field by field, each of the kind it must have. Null counts as absent for a field and as an error
 * in a list: a null import once brought nats-server down (CVE-2020-26521). Messages name fields, never values.
 */
final class JsonFields {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TOKENS = 400_000;
    private static final int MAX_NUMBER = 40;
    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};
    private static final ObjectMapper MAPPER = mapper();

    private final JsonNode object;
    private final String path;

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxDocumentLength(Jwt.MAX_LENGTH)
                        .maxStringLength(Jwt.MAX_LENGTH)
                        .maxNameLength(Jwt.MAX_LENGTH)
                        .maxNumberLength(MAX_NUMBER)
                        .maxTokenCount(MAX_TOKENS)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                // names come from strangers: neither kept for ever nor hashed into a shared table
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                // one reader takes the first of two, another the last: better neither
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Reads an object. */
    static JsonFields parse(byte[] json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (IOException e) {
            throw new JwtException("no valid JSON: " + reason(e));
        }
        if (!node.isObject()) {
            throw new JwtException("no JSON object");
        }
        return new JsonFields(node, "");
    }

    /** Writes an object. */
    static byte[] write(Map<String, Object> object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new JwtException("cannot be written as JSON: " + reason(e));
        }
    }

    // the whole message of Jackson quotes its input
    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }

    private @Nullable JsonNode node(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private JwtException wrong(String name, String expected) {
        return new JwtException("\"" + path + name + "\" is not " + expected);
    }

    /** Returns a text; empty when it is absent. */
    String text(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return "";
        }
        if (!node.isTextual()) {
            throw wrong(name, "text");
        }
        return node.textValue();
    }

    /** Returns a whole number; 0 when it is absent. */
    long number(String name) {
        return number(name, 0);
    }

    /** Returns a whole number. */
    long number(String name, long otherwise) {
        JsonNode node = node(name);
        return node == null ? otherwise : whole(name, node);
    }

    private long whole(String name, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        return node.longValue();
    }

    /** Returns a truth; false when it is absent. */
    boolean flag(String name) {
        JsonNode node = node(name);
        if (node != null && !node.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return node != null && node.booleanValue();
    }

    /** Returns whether the field is a text. */
    boolean isText(String name) {
        JsonNode node = node(name);
        return node != null && node.isTextual();
    }

    /** Returns a list of texts; empty when it is absent. */
    List<String> texts(String name) {
        return list(name, element -> {
            if (!element.isTextual()) {
                throw wrong(name, "a list of texts");
            }
            return element.textValue();
        });
    }

    /** Returns an object; an empty one when it is absent. */
    JsonFields object(String name) {
        return find(name).orElseGet(() -> new JsonFields(MAPPER.createObjectNode(), path + name + "."));
    }

    /** Returns an object. */
    Optional<JsonFields> find(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            throw wrong(name, "an object");
        }
        return Optional.of(new JsonFields(node, path + name + "."));
    }

    /** Returns a list of objects; empty when it is absent. */
    List<JsonFields> objects(String name) {
        return list(name, element -> element(name, element));
    }

    /** Returns a list of texts and objects, each read in its way. */
    <T> List<T> mixed(String name, Function<String, T> text, Function<JsonFields, T> other) {
        return list(
                name,
                element -> element.isTextual() ? text.apply(element.textValue()) : other.apply(element(name, element)));
    }

    /** Returns a list of lists of texts; empty when it is absent. */
    List<List<String>> textLists(String name) {
        return list(name, element -> {
            ObjectNode one = MAPPER.createObjectNode();
            one.set(name, element);
            return new JsonFields(one, path).texts(name);
        });
    }

    private JsonFields element(String name, JsonNode element) {
        if (!element.isObject()) {
            throw wrong(name, "a list of objects" + (element.isNull() ? ": null is not allowed" : ""));
        }
        return new JsonFields(element, path + name + "[].");
    }

    private <T> List<T> list(String name, Function<JsonNode, T> read) {
        JsonNode node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrong(name, "a list");
        }
        List<T> all = new ArrayList<>(node.size());
        node.forEach(element -> all.add(read.apply(element)));
        return List.copyOf(all);
    }

    /** Returns an object of whole numbers; empty when it is absent. */
    Map<String, Long> numbers(String name) {
        Map<String, Long> all = new LinkedHashMap<>();
        find(name)
                .ifPresent(fields -> fields.object
                        .properties()
                        .forEach(entry -> all.put(entry.getKey(), fields.whole(entry.getKey(), entry.getValue()))));
        return all;
    }

    /** Returns an object of lists of objects; empty when it is absent. */
    Map<String, List<JsonFields>> lists(String name) {
        Map<String, List<JsonFields>> all = new LinkedHashMap<>();
        find(name)
                .ifPresent(fields ->
                        fields.object.fieldNames().forEachRemaining(key -> all.put(key, fields.objects(key))));
        return all;
    }

    /** Returns an object of objects; empty when it is absent. */
    Map<String, JsonFields> maps(String name) {
        Map<String, JsonFields> all = new LinkedHashMap<>();
        find(name)
                .ifPresent(
                        fields -> fields.object.fieldNames().forEachRemaining(key -> all.put(key, fields.object(key))));
        return all;
    }

    /** Returns everything as plain values. */
    Map<String, Object> all() {
        return MAPPER.convertValue(object, MAP);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;

/** Writes JSON as nats-server does. Safe for any thread. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** RFC 3339 with as many digits of a second as there are, in UTC. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Json() {}

    /** Returns an object. */
    static byte[] object(Map<String, Object> fields) {
        try {
            return MAPPER.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + fields.keySet(), e);
        }
    }

    /** Returns the fields of an object without its braces; nothing if there are none. */
    static String fields(Map<String, Object> fields) {
        String object = new String(object(fields), StandardCharsets.UTF_8);
        return object.substring(1, object.length() - 1);
    }

    /** Returns a time as text. */
    static String time(Instant time) {
        return TIME.format(time);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes JSON as nats-server does. Safe for any thread. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
}

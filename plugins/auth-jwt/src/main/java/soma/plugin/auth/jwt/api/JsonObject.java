/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object in the making. Leaves out what is empty, false or zero, as the usual tools do. */
final class JsonObject {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    JsonObject put(String name, String text) {
        return text.isEmpty() ? this : always(name, text);
    }

    JsonObject put(String name, long number) {
        return number == 0 ? this : always(name, number);
    }

    JsonObject put(String name, boolean flag) {
        return flag ? always(name, true) : this;
    }

    JsonObject put(String name, Collection<?> list) {
        return list.isEmpty() ? this : always(name, list);
    }

    JsonObject put(String name, Map<String, ?> map) {
        return map.isEmpty() ? this : always(name, map);
    }

    /** Puts a field whatever its value. */
    JsonObject always(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    Map<String, Object> fields() {
        return fields;
    }
}

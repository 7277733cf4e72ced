/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request; of two with the same name the first one counts. */
final class QueryString {
    private QueryString() {}

    static Map<String, String> parse(@Nullable String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (raw != null) {
            for (String part : raw.split("&", -1)) {
                add(parameters, part);
            }
        }
        return parameters;
    }

    /** As in Go, a parameter with a semicolon or a broken escape is none. */
    private static void add(Map<String, String> parameters, String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        if (name.isEmpty() || part.indexOf(';') >= 0) {
            return;
        }
        try {
            String value = equals < 0 ? "" : part.substring(equals + 1);
            parameters.putIfAbsent(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // left out
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.reports.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is expected here was written by Go's encoding/json. */
class JsonTest {
    private static String write(Object document, int indent) {
        return new String(Json.write(document, indent), StandardCharsets.UTF_8);
    }

    @Test
    void indentsAsGoDoes() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("a", 1);
        document.put("list", List.of("x", Map.of("y", true)));
        document.put("none", List.of());
        document.put("empty", Map.of());
        assertEquals("""
                {
                  "a": 1,
                  "list": [
                    "x",
                    {
                      "y": true
                    }
                  ],
                  "none": [],
                  "empty": {}
                }""", write(document, 2));
        assertEquals("{\"a\":1,\"list\":[\"x\",{\"y\":true}],\"none\":[],\"empty\":{}}", write(document, 0));
        assertEquals("{\n   \"a\": {\n      \"b\": 1\n   }\n}", write(Map.of("a", Map.of("b", 1)), 3));
    }

    @Test
    void documentsOfAnyLengthAreWhole() {
        for (int length : new int[] {0, 4094, 4095, 4096, 36_863, 36_864, 36_865, 1_000_000}) {
            String text = "0123456789".repeat(length / 10 + 1).substring(0, length);
            assertEquals('"' + text + '"', write(text, 0));
            assertEquals("[\"" + text + "\",1,\"" + text + "\"]", write(List.of(text, 1, text), 0));
        }
    }

    @Test
    void escapesAsGoDoes() {
        assertEquals("\"foo.\\u003e \\u003c\\u0026\"", write("foo.> <&", 0));
        assertEquals("\"\\u2028\\u2029\"", write("\u2028\u2029", 0));
        assertEquals("\"\\\"\\\\/\"", write("\"\\/", 0));
        assertEquals("\"\\n\\r\\t\\b\\f\\u0001\\u001f\"", write("\n\r\t\b\f\u0001\u001f", 0));
        assertEquals("\"ä€\"", write("ä€", 0));
        assertEquals("{\"\\u003e\":1}", write(Map.of(">", 1), 0));
    }

    @Test
    void writesNumbersAsGoDoes() {
        assertEquals("2", write(2.0, 0));
        assertEquals("2.5", write(2.5, 0));
        assertEquals("0.21739130434782608", write(0.21739130434782608, 0));
        assertEquals("9223372036854775807", write(Long.MAX_VALUE, 0));
        assertEquals("0", write(Double.NaN, 0));
        assertEquals("0", write(Double.POSITIVE_INFINITY, 0));
    }

    @Test
    void writesNull() {
        assertEquals("[null,1]", write(Arrays.asList(null, 1), 0));
    }
}

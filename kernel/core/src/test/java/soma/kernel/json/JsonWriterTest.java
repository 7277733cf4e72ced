/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {
    private static String write(Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put("a", value);
        String text = JsonWriter.write(map);
        return text.substring(5, text.length() - 1);
    }

    @Test
    void writesFieldsInTheirOrderWithoutSpaces() {
        var map = new LinkedHashMap<String, Object>();
        map.put("z", List.of(1, 2L, "x"));
        map.put("a", null);
        map.put("m", Map.of());
        map.put("l", List.of());
        map.put("b", true);
        assertEquals("{\"z\":[1,2,\"x\"],\"a\":null,\"m\":{},\"l\":[],\"b\":true}", JsonWriter.write(map));
    }

    @Test
    void escapesWhatGoEscapes() {
        assertEquals(
                "\"foo.\\u003e \\u003c\\u0026 \\u2028\\u2029 \\\"\\\\/ \\b\\f\\n\\r\\t\\u0000\\u001f \u007f é😀 \\ufffd\"",
                write("foo.> <& \u2028\u2029 \"\\/ \b\f\n\r\t\u0000\u001f \u007f é😀 \ud83d"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, -0",
        "2.0, 2",
        "0.1, 0.1",
        "-1.5, -1.5",
        "1.0E20, 100000000000000000000",
        "1.0E21, 1e+21",
        "0.000001, 0.000001",
        "1.0E-7, 1e-7",
        "1.25E-9, 1.25e-9",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "4.9E-324, 4.9e-324"
    })
    void writesFloatingPointNumbersAsGoDoes(double value, String expected) {
        assertEquals(expected, write(value));
    }

    @Test
    void refusesWhatJsonCannotSay() {
        assertThrows(IllegalArgumentException.class, () -> write(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> write(Double.NEGATIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> write(new Object()));
        var itself = new ArrayList<Object>();
        itself.add(itself);
        assertThrows(IllegalArgumentException.class, () -> write(itself));
    }
}

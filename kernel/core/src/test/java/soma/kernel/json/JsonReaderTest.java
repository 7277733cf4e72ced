/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static Map<String, Object> read(String text) {
        return JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEveryKindOfValue() {
        var expected = new HashMap<String, Object>();
        expected.put("s", "x");
        expected.put("t", true);
        expected.put("f", false);
        expected.put("n", null);
        expected.put("i", -12L);
        expected.put("d", 1.5e3);
        expected.put("a", Arrays.asList(1L, null, List.of()));
        expected.put("o", Map.of("k", Map.of()));
        assertEquals(
                expected,
                read(" {\"s\":\"x\",\"t\":true,\"f\":false,\"n\":null,\"i\":-12,\"d\":1.5e3,\"a\":[1, null,[]],"
                        + "\"o\":{\"k\":{}}}\r\n\t "));
    }

    @Test
    void keepsTheOrderOfFields() {
        assertEquals(
                List.of("z", "a", "m"),
                new ArrayList<>(read("{\"z\":1,\"a\":2,\"m\":3}").keySet()));
    }

    @Test
    void takesTheLastOfDuplicateKeys() {
        assertEquals(Map.of("a", 2L), read("{\"a\":1,\"a\":2}"));
    }

    @Test
    void takesNullForAnObjectWithoutFieldsAsGoDoes() {
        assertEquals(Map.of(), read(" null "));
    }

    @Test
    void replacesEachByteThatIsNoUtf8() {
        byte[] text = {
            '{',
            '"',
            'a',
            '"',
            ':',
            '"',
            (byte) 0xe2,
            (byte) 0x82,
            'x',
            (byte) 0xed,
            (byte) 0xa0,
            (byte) 0x80,
            (byte) 0xc0,
            (byte) 0x80,
            (byte) 0xf5,
            '"',
            '}'
        };
        assertEquals(
                "\ufffd\ufffdx\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd",
                JsonReader.readObject(text).get("a"));
    }

    @Test
    void readsUtf8OfEveryLength() {
        assertEquals("aé€😀", read("{\"a\":\"aé€😀\"}").get("a"));
    }

    @Test
    void readsEscapesAndReplacesHalvesOfSurrogatePairs() {
        assertEquals(
                "\"\\/\b\f\n\r\té😀\ufffdx\ufffd\ufffdA",
                read("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uDE00\\ud83dx\\ude00\\ud83d\\u0041\"}")
                        .get("a"));
    }

    @Test
    void takesAnIntegerThatDoesNotFitAsFloatingPoint() {
        assertEquals(Long.MIN_VALUE, read("{\"a\":-9223372036854775808}").get("a"));
        assertEquals(
                9.223372036854775808e18, read("{\"a\":9223372036854775808}").get("a"));
        assertEquals(1e300, (Double) read("{\"a\":1" + "0".repeat(300) + "}").get("a"), 1e285);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "[]",
                "1",
                "\"a\"",
                "nul",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}x",
                "{} {}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":-}",
                "{\"a\":1e999}",
                "{\"a\":NaN}",
                "{\"a\":\"x",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\" 1}",
                "{\"a\":tru}",
                "{,}",
                "\ufeff{}",
                "{\"a\":\"\\u+123\"}",
                "{\"a\":\"\\",
                "{\"a\":1\u00a0}"
            })
    void refusesWhatIsNoObject(String text) {
        assertThrows(JsonException.class, () -> read(text));
    }

    @Test
    void refusesToNestTooDeep() {
        int most = JsonReader.MAX_DEPTH;
        read("{\"a\":" + "[".repeat(most - 1) + "]".repeat(most - 1) + "}");
        JsonException refused = assertThrows(JsonException.class, () -> read("{\"a\":" + "[".repeat(1_000_000)));
        assertEquals("nested deeper than 64 levels at byte 68", refused.getMessage());
    }

    @Test
    void tellsWhatWasFoundAndWhereWithoutQuotingMore() {
        JsonException refused = assertThrows(JsonException.class, () -> read("{\"pass\":secret}"));
        assertEquals("found 's', expected a value at byte 8", refused.getMessage());
        assertEquals(8, refused.offset());
    }

    @Test
    void takesTimeInProportionToALongNumber() {
        long before = System.nanoTime();
        assertThrows(JsonException.class, () -> read("{\"a\":" + "9".repeat(1_000_000) + "}"));
        assertTrue(System.nanoTime() - before < 5_000_000_000L);
    }
}

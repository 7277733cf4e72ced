/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.spi.report.Parameters;

/** The refusals are those of Go's strconv. */
class ParametersTest {
    private static Parameters of(String value) {
        return new Parameters(Map.of("x", value));
    }

    private static String refusal(Runnable reading) {
        return assertThrows(IllegalArgumentException.class, reading::run).getMessage();
    }

    @Test
    void whatIsNotThereIsNothing() {
        Parameters none = new Parameters(Map.of());
        assertEquals("", none.text("x"));
        assertFalse(none.flag("x"));
        assertEquals(7, none.integer("x", 7));
        assertEquals(0, none.number("x"));
        assertEquals(0, none.offset());
        assertEquals(1024, none.limit(1024));
    }

    @Test
    void flagsAreGos() {
        for (String on : new String[] {"1", "t", "T", "TRUE", "true", "True"}) {
            assertTrue(of(on).flag("x"), on);
        }
        for (String off : new String[] {"", "0", "f", "F", "FALSE", "false", "False"}) {
            assertFalse(of(off).flag("x"), off);
        }
        assertEquals(
                "Error decoding boolean for 'x': strconv.ParseBool: parsing \"tRUE\": invalid syntax",
                refusal(() -> of("tRUE").flag("x")));
    }

    @Test
    void numbersHaveSixtyFourBits() {
        assertEquals(Long.MAX_VALUE, of("9223372036854775807").integer("x", 0));
        assertEquals(Long.MIN_VALUE, of("-9223372036854775808").integer("x", 0));
        assertEquals(5, of("+5").integer("x", 0));
        assertEquals(-1, of("18446744073709551615").number("x"));
        assertEquals(1, of("0".repeat(5000) + "1").number("x"));
        assertTrue(refusal(() -> of("9223372036854775808").integer("x", 0)).endsWith("value out of range"));
        assertTrue(refusal(() -> of("18446744073709551616").number("x")).endsWith("value out of range"));
        assertTrue(refusal(() -> of("9".repeat(100_000)).number("x")).endsWith("value out of range"));
        for (String odd : new String[] {"1e3", "1_000", "0x10", " 1", "٣", "--1", "+"}) {
            assertTrue(refusal(() -> of(odd).integer("x", 0)).endsWith("invalid syntax"), odd);
        }
        assertTrue(refusal(() -> of("-1").number("x")).endsWith("invalid syntax"));
    }

    @Test
    void refusalsQuoteWhatWasSent() {
        assertTrue(refusal(() -> of("\"\\\n\u0000\u007f\u2028ä").flag("x"))
                .contains("parsing \"\\\"\\\\\\n\\x00\\x7f\\u2028ä\": invalid"));
    }
}

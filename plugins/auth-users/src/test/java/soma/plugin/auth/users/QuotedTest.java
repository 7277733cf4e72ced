/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.Seed;

class QuotedTest {
    @Test
    void textIsQuotedAsInGo() {
        assertEquals("\"joe\"", Quoted.of("joe"));
        assertEquals("\"a\\\"b\\\\c\"", Quoted.of("a\"b\\c"));
        assertEquals("\"\\r\\n\\t\\x00\\x1b\\x7f\"", Quoted.of("\r\n\t\0\u001b\u007f"));
        assertEquals("\"zoë 😀\"", Quoted.of("zoë 😀"));
        assertEquals("\"\\u2028\\u202e\"", Quoted.of("\u2028\u202e"));
    }

    @Test
    void onlyTheBeginningOfALongTextIsShown() {
        assertEquals("\"" + "x".repeat(256) + "…\"", Quoted.of("x".repeat(300)));
    }

    @Test
    void nothingBreaksOut() {
        var random = Seed.forRun().random();
        for (int i = 0; i < 10_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(20); j > 0; j--) {
                text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x100 : 0x11000));
            }
            String quoted = Quoted.of(text.toString());
            assertTrue(quoted.startsWith("\"") && quoted.endsWith("\""), quoted);
            assertFalse(quoted.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0x2028), quoted);
            assertFalse(quoted.substring(1, quoted.length() - 1).matches("(?s)(.*[^\\\\])?(\\\\\\\\)*\".*"), quoted);
        }
    }
}

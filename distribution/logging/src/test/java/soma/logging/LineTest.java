/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTest {
    private final Line line = new Line();

    private String text(String value) {
        line.clear();
        line.text(value);
        return new String(line.bytes(), 0, line.length(), UTF_8);
    }

    private String quoted(String value) {
        line.clear();
        line.quoted(value);
        return new String(line.bytes(), 0, line.length(), UTF_8);
    }

    @Test
    void escapesWhatCouldEndALineOrDriveATerminal() {
        assertEquals("a\\r\\nb\\tc\\x1b[31m\\x00\\x7f", text("a\r\nb\tc\u001b[31m\0\u007f"));
        assertEquals("\\u0085\\u009b\\u2028\\u2029", text("\u0085\u009b\u2028\u2029"));
    }

    @Test
    void leavesQuotesAndBackslashesOfTextAlone() {
        assertEquals("C:\\x \"y\"", text("C:\\x \"y\""));
    }

    @Test
    void escapesQuotesAndBackslashesInJson() {
        assertEquals("\"C:\\\\x \\\"y\\\" \\u001b\\n\"", quoted("C:\\x \"y\" \u001b\n"));
    }

    @Test
    void writesEveryLengthOfUtf8AndReplacesLoneSurrogates() {
        assertEquals("é€😀", text("é€😀"));
        assertEquals("\ufffd|\ufffd", text("\ud83d|\ude00"));
    }

    @Test
    void agreesWithTheJdkOnPrintableText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(600); n > 0; n--) {
                int point = 0xa0 + random.nextInt(0x2000);
                value.appendCodePoint(random.nextBoolean() ? ' ' + random.nextInt(95) : point);
            }
            String expected = value.toString().replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
            assertEquals(expected, text(value.toString()), "seed " + seed);
        }
    }

    @Test
    void letsAHugeBufferGo() {
        text("x".repeat(1 << 20));
        line.clear();
        assertTrue(line.bytes().length <= 16 * 1024, "still " + line.bytes().length + " bytes");
    }
}

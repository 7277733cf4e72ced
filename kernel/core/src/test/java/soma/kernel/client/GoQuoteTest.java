/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoQuoteTest {
    /** Code points in hexadecimal, and what Go's {@code %q} makes of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    61 62|"ab"
                    61 20 62|"a b"
                    27|"'"
                    22|"\\""
                    5c|"\\\\"
                    07|"\\a"
                    08|"\\b"
                    0c|"\\f"
                    0a|"\\n"
                    0d|"\\r"
                    09|"\\t"
                    0b|"\\v"
                    00|"\\x00"
                    1b|"\\x1b"
                    7f|"\\x7f"
                    80|"\\u0080"
                    9f|"\\u009f"
                    a0|"\\u00a0"
                    ad|"\\u00ad"
                    e4|"ä"
                    200b|"\\u200b"
                    2028|"\\u2028"
                    3000|"\\u3000"
                    20ac|"€"
                    e000|"\\ue000"
                    feff|"\\ufeff"
                    ffff|"\\uffff"
                    1f600|"😀"
                    e0001|"\\U000e0001"
                    10ffff|"\\U0010ffff"
                    """)
    void quotesAsGoDoes(String codePoints, String quoted) {
        var text = new StringBuilder();
        for (String hex : codePoints.split(" ")) {
            text.appendCodePoint(Integer.parseInt(hex, 16));
        }
        assertEquals(quoted, GoQuote.quote(text.toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = "``|`\"\"`")
    void quotesNothingToo(String text, String quoted) {
        assertEquals(quoted, GoQuote.quote(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    61 e2 82 ac 22|"a€\\""
                    f0 9f 98 80 61|"😀a"
                    ff|"\\xff"
                    61 c3 a9 ff 62|"aé\\xffb"
                    e2 82|"\\xe2\\x82"
                    e2 82 61|"\\xe2\\x82a"
                    c0 af|"\\xc0\\xaf"
                    ed a0 80|"\\xed\\xa0\\x80"
                    f4 90 80 80|"\\xf4\\x90\\x80\\x80"
                    80 0a|"\\x80\\n"
                    ef bf bd|"\ufffd"
                    """)
    void quotesBytesAsGoDoes(String bytes, String quoted) {
        byte[] text = HexFormat.ofDelimiter(" ").parseHex(bytes);
        assertEquals(quoted, GoQuote.quote(text));
    }
}

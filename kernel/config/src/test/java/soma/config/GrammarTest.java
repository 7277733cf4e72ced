/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static soma.config.Texts.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the language, one by one; what nats-server makes of the same texts is compared by the interop test. */
class GrammarTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    0                       | 0
                    -7                      | -7
                    007                     | 7
                    9223372036854775807     | 9223372036854775807
                    -9223372036854775808    | -9223372036854775808
                    1k                      | 1000
                    1K                      | 1000
                    1kb                     | 1024
                    1Ki                     | 1024
                    1KiB                    | 1024
                    2m                      | 2000000
                    2mb                     | 2097152
                    3g                      | 3000000000
                    3gib                    | 3221225472
                    1t                      | 1000000000000
                    1tb                     | 1099511627776
                    1p                      | 1000000000000000
                    1pi                     | 1125899906842624
                    1e                      | 1000000000000000000
                    7eb                     | 8070450532247928832
                    -1k                     | -1000
                    1.5                     | 1.5
                    -0.25                   | -0.25
                    1.0                     | 1
                    """)
    void numbersMayHaveASizeSuffix(String value, String expected) throws Exception {
        assertEquals("{\"k\":" + expected + "}", json("k: " + value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    10ms            | "10ms"
                    30s             | "30s"
                    1h              | "1h"
                    4222abc         | "4222abc"
                    1kx             | "1kx"
                    1k5             | "1k5"
                    -5kx            | "-5kx"
                    127.0.0.1       | "127.0.0.1"
                    127.0.0.1:-1    | "127.0.0.1:-1"
                    12:30           | "12:30"
                    1]              | "1]"
                    """)
    void whatStartsLikeANumberBecomesText(String value, String expected) throws Exception {
        assertEquals("{\"k\":" + expected + "}", json("k: " + value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    true    | true
                    YES     | true
                    On      | true
                    false   | false
                    no      | false
                    OFF     | false
                    truely  | "truely"
                    'true'  | "true"
                    "true"  | "true"
                    true'   | "true"
                    """)
    void sixWordsWithoutQuotesAreBooleans(String value, String expected) throws Exception {
        assertEquals("{\"k\":" + expected + "}", json("k: " + value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    abc                 | "abc"
                    a.b.\\x3e           | "a.b.\\u003e"
                    a#b                 | "a#b"
                    a//b                | "a//b"
                    a=b:c               | "a=b:c"
                    nats://u:p@h:4222   | "nats://u:p@h:4222"
                    a"b                 | "a\\"b"
                    a'                  | "a"
                    a\\tb\\n            | "a\\tb\\n"
                    \\x24a              | "$a"
                    "a b"               | "a b"
                    'a b'               | "a b"
                    "a\\tb\\\\c\\"d"    | "a\\tb\\\\c\\"d"
                    'a\\tb'             | "a\\\\tb"
                    "\\xc3\\xa9"        | "é"
                    "$SOMA_SIZE"        | "$SOMA_SIZE"
                    '$SOMA_SIZE'        | "$SOMA_SIZE"
                    $2a$11$abcdef       | "$2a$11$abcdef"
                    ""                  | ""
                    ''                  | ""
                    ;                   | ""
                    """)
    void textHasEscapesUnlessInSingleQuotes(String value, String expected) throws Exception {
        assertEquals("{\"k\":" + expected + "}", json("k: " + value));
    }

    @Test
    void quotedTextSpansLines() throws Exception {
        assertEquals("{\"a\":\"x\\ny\",\"b\":\"x\\ny\"}", json("a: \"x\ny\"\nb: 'x\ny'"));
    }

    @Test
    void blockIsRawUpToALineWithOnlyAParenthesis() throws Exception {
        assertEquals("{\"k\":\"\\n a ) \\\\t\\n ) b\\n\",\"l\":1}", json("k: (\n a ) \\t\n ) b\n)\nl: 1"));
    }

    @Test
    void bytesThatAreNoUtf8BecomeTheReplacementCharacter() throws Exception {
        assertEquals("{\"k\":\"a\ufffdb\"}", json("k: \"a\\xffb\""));
    }

    @Test
    void dateIsAPointInTime() throws Exception {
        assertEquals("{\"k\":\"2026-01-31T12:00:00Z\"}", json("k: 2026-01-31T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"port 1", "port: 1", "port = 1", "port=1", "'port': 1", "\"port\" 1", "port: 1;", "{port: 1}"})
    void separatorAndQuotesOfAKeyAreOptional(String text) throws Exception {
        assertEquals("{\"port\":1}", json(text));
    }

    @Test
    void keyAndValueMayStandOnDifferentLines() throws Exception {
        assertEquals("{\"a\":1,\"b\":2,\"m\":{\"c\":3}}", json("a\n1\nb\n\n: 2\nm\n{ c:\n3 }"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"# c|{}", "// c|{}", "a: 1 # c|{\"a\":1}", "a: 1 // c|{\"a\":1}", "a: 1 /|{\"a\":1}"})
    void commentsReachToTheEndOfTheLine(String text, String expected) throws Exception {
        assertEquals(expected, json(text));
    }

    @Test
    void commentsStandBetweenElementsAndEntries() throws Exception {
        String text = "# x\na [ # x\n 1 # x\n // x\n 2 , // x\n 3 ]\nm { # x\n b: 1 # x\n // x\n c: 2 // x\n}\n";
        assertEquals("{\"a\":[1,2,3],\"m\":{\"b\":1,\"c\":2}}", json(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []              | []
                    [a, b]          | ["a","b"]
                    [a, b,]         | ["a","b"]
                    [ a / b ]       | ["a","b"]
                    [1 ]            | [1]
                    [1, 2 ]         | [1,2]
                    ["1", 'x']      | ["1","x"]
                    [[a], {b: 1}]   | [["a"],{"b":1}]
                    {}              | {}
                    {a: 1, b: 2}    | {"a":1,"b":2}
                    {a 1; b 2;}     | {"a":1,"b":2}
                    {a {b {c 1}}}   | {"a":{"b":{"c":1}}}
                    """)
    void arraysAndMapsNest(String value, String expected) throws Exception {
        assertEquals("{\"k\":" + expected + "}", json("k: " + value));
    }

    @Test
    void newLinesSeparateElementsAndEntries() throws Exception {
        assertEquals("{\"a\":[\"x\",\"y\"],\"m\":{\"b\":1,\"c\":2}}", json("a [\nx\r\n\r\ny\n]\nm {\nb 1\nc 2\n}"));
    }

    @Test
    void lastOfEqualKeysWinsAndStandsLast() throws Exception {
        var root = Texts.parse("a: 1\nb: 2\na: 3\nm {x: 1, x: 2}");
        assertEquals("[b, a, m]", root.keys().toString());
        assertEquals("{\"a\":3,\"b\":2,\"m\":{\"x\":2}}", json("a: 1\nb: 2\na: 3\nm {x: 1, x: 2}"));
    }

    @Test
    void keysKeepTheirCase() throws Exception {
        assertEquals("{\"A\":1,\"a\":2}", json("A: 1\na: 2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"a: 1\\n}", "a: 1 }", "{a: 1}", "{{a: 1}}", "{\\n\"a\": 1\\n}\\n", "a: 1\\n}\\n"})
    void braceAroundTheFileAndAfterItIsTolerated(String text) throws Exception {
        assertEquals("{\"a\":1}", json(text.replace("\\n", "\n")));
    }

    @Test
    void jsonIsRead() throws Exception {
        String text = "{\"a\": [\"x\", true, 1.5], \"m\": {\"b\": null, \"c\": -1}}";
        assertEquals("{\"a\":[\"x\",true,1.5],\"m\":{\"b\":\"null\",\"c\":-1}}", json(text));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyntaxErrorTest {
    private static final String TOP =
            "Expected a top-level value to end with a new line, comment or EOF, but got '%s'" + " instead.";
    private static final String MAP =
            "Expected a map value terminator \",\" or a map terminator \"}\", but got '%s' instead.";
    private static final String ARRAY =
            "Expected an array value terminator \",\" or an array terminator \"]\", but got '%s' instead.";

    static Stream<Arguments> syntaxErrors() {
        return Stream.of(
                Arguments.of("port: 1 2", 1, 8, TOP.formatted("2")),
                Arguments.of("port: 1\nhost: a b", 2, 9, TOP.formatted("b")),
                Arguments.of("port: -5abc", 1, 8, TOP.formatted("a")),
                Arguments.of("d: 1.5s", 1, 6, TOP.formatted("s")),
                Arguments.of("m { a: 1 b: 2 }", 1, 9, MAP.formatted("b")),
                Arguments.of("m { a: 1", 1, 8, MAP.formatted("EOF")),
                Arguments.of("a: [x y]", 1, 6, ARRAY.formatted("y")),
                Arguments.of("a: [1]", 1, 6, ARRAY.formatted("EOF")),
                Arguments.of("a: [,]", 1, 4, "Unexpected array value terminator ','."),
                Arguments.of("m { a: , }", 1, 7, "Unexpected map value terminator \",\"."),
                Arguments.of("m {", 1, 3, "Unexpected EOF processing map."),
                Arguments.of("m { a", 1, 5, "Unexpected EOF processing map key."),
                Arguments.of("m { 'a", 1, 6, "Unexpected EOF processing quoted map key."),
                Arguments.of("m { \"a", 1, 6, "Unexpected EOF processing double quoted map key."),
                Arguments.of("m { ]", 1, 4, "Unexpected array end ']' processing map."),
                Arguments.of("a: \"x", 1, 5, "Unexpected EOF."),
                Arguments.of("a: 'x", 1, 5, "Unexpected EOF."),
                Arguments.of("'a", 1, 2, "Unexpected EOF."),
                Arguments.of("/", 1, 0, "Unexpected EOF."),
                Arguments.of("a: (x", 1, 5, "Unexpected EOF processing block."),
                Arguments.of("a: .5", 1, 3, "Floats must start with a digit"),
                Arguments.of("a: -.5", 1, 4, "Floats must start with a digit, not '.'."),
                Arguments.of("a: 1.x", 1, 5, "Floats must have a digit after the '.', but got 'x' instead."),
                Arguments.of("a: -x", 1, 4, "Expected a digit but got 'x'."),
                Arguments.of("a: 7280-17", 1, 10, "Expected '-' in ISO8601 datetime, but found 'EOF' instead."),
                Arguments.of("a: 20-01", 1, 5, "All ISO8601 dates must be in full Zulu form."),
                Arguments.of("a: 2026-01-01X", 1, 13, "Expected 'T' in ISO8601 datetime, but found 'X' instead."),
                Arguments.of("a: \"\\xzz\"", 1, 7, "Expected two hexadecimal digits after '\\x', but got 'zz'"),
                Arguments.of(
                        "a: \"\\q\"",
                        1,
                        5,
                        "Invalid escape character 'q'. Only the following escape characters are allowed: \\xXX, \\t, \\n,"
                                + " \\r, \\\", \\\\."),
                Arguments.of("include [x]", 1, 8, "Expected include value but found start of an array"),
                Arguments.of("include {x}", 1, 8, "Expected include value but found start of a map"),
                Arguments.of("include (x)", 1, 8, "Expected include value but found start of a block"),
                Arguments.of("include 1", 1, 8, "Expected include value but found start of a number"),
                Arguments.of("include -1", 1, 8, "Expected include value but found start of a number"),
                Arguments.of("include \\x", 1, 8, "Expected include value but found escape sequence"),
                Arguments.of("include 'x", 1, 10, "Unexpected EOF in quoted include"),
                Arguments.of("include \"x", 1, 10, "Unexpected EOF in double quoted include"));
    }

    @ParameterizedTest
    @MethodSource("syntaxErrors")
    void syntaxErrorHasNatsServersTextAndAPlace(String text, int line, int column, String expected) {
        String refusal = Texts.refusal(text);
        assertEquals(
                "f.conf:" + line + ":" + column + ": Parse error on line " + line + ": '" + expected + "'", refusal);
    }

    @Test
    void lineFeedAfterASeparatorIsAnErrorOnTheNextLine() {
        assertEquals(
                "f.conf:1:5: Parse error on line 2: 'Expected value but found new line'", Texts.refusal("port:\n1"));
    }

    @Test
    void keySeparatorWithoutKeyIsAnError() {
        assertEquals("f.conf:1:0: Parse error on line 1: 'Unexpected key separator ':''", Texts.refusal(": 1"));
        assertEquals("f.conf:1:3: Parse error on line 1: 'Unexpected key separator '='.'", Texts.refusal("m { = 1 }"));
    }

    @Test
    void keyWithoutValueAtTheEndIsAnError() {
        assertEquals("f.conf:1:4: config is invalid (f.conf:1:4)", Texts.refusal("port"));
        assertEquals("f.conf:2:1: config is invalid (f.conf:2:1)", Texts.refusal("port\n"));
    }

    @Test
    void valuesOutOfRangeAreErrors() {
        String integer = "f.conf:1:3: integer '9223372036854775808' is out of the range";
        assertEquals(integer, Texts.refusal("a: 9223372036854775808"));
        assertEquals("f.conf:1:3: integer '10e' is out of the range", Texts.refusal("a: 10e"));
        String digits = "9".repeat(400) + ".0";
        assertEquals("f.conf:1:3: float '" + digits + "' is out of the range", Texts.refusal("a: " + digits));
        String date = "expected Zulu formatted DateTime, but got '2026-13-01T00:00:00Z'";
        assertEquals("f.conf:1:3: " + date, Texts.refusal("a: 2026-13-01T00:00:00Z"));
        assertEquals("f.conf:1:3: expected integer, but got '\u0663'", Texts.refusal("a: \u0663"));
    }

    @Test
    void millionsOfDigitsAreRefusedQuickly() {
        String refusal = Texts.refusal("a: " + "9".repeat(5_000_000));
        assertEquals("f.conf:1:3: integer '" + "9".repeat(40) + "…' is out of the range", refusal);
    }

    @Test
    void nulIsRefused() {
        assertEquals("f.conf:2:5: unexpected NUL character (expected: text)", Texts.refusal("a: 1\nb: '\0'"));
    }

    @Test
    void slipsThatNatsServerDropsAreErrors() {
        Corpus.REFUSED_HERE_ONLY.forEach((text, refusal) -> assertEquals(refusal, Texts.refusal(text)));
    }

    @Test
    void exceptionCarriesTheProblem() {
        ConfigException thrown = assertThrows(ConfigException.class, () -> Texts.parse("\n  a: [x"));
        Problem problem = thrown.problems().getFirst();
        assertEquals(Problem.Severity.ERROR, problem.severity());
        assertEquals(2, problem.at().line());
        assertEquals(8, problem.at().column());
        assertEquals("f.conf", problem.at().source());
    }
}

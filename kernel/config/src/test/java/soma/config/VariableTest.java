/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.config.Texts.json;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;

class VariableTest {
    @Test
    void innermostMapIsLookedAtFirst() throws Exception {
        String text = "a: 1\nm { a: 2\n n { b: $a }\n a: 3\n c: $a }\nd: $a";
        assertEquals("{\"a\":1,\"d\":1,\"m\":{\"a\":3,\"c\":3,\"n\":{\"b\":2}}}", json(text));
    }

    @Test
    void mapsThatAreClosedAreNotLookedAt() {
        assertEquals(
                "f.conf:2:4: variable reference for 'a' on line 2 can not be found",
                Texts.refusal("m { a: 2 }\nd: $a"));
    }

    @Test
    void variableMustBeSetBefore() {
        assertEquals("f.conf:1:3: variable reference for 'a' on line 1 can not be found", Texts.refusal("d: $a\na: 1"));
    }

    @Test
    void variableStandsForAnyValue() throws Exception {
        assertEquals("{\"a\":{\"x\":[1]},\"b\":{\"x\":[1]}}", json("a { x: [1 ] }\nb: $a"));
    }

    @Test
    void fileWinsOverTheEnvironment() throws Exception {
        assertEquals("{\"SOMA_SIZE\":7,\"b\":7}", json("SOMA_SIZE: 7\nb: $SOMA_SIZE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"SOMA_SIZE|1000", "SOMA_OTHER|1000", "SOMA_FLAG|true", "SOMA_LIST|[\"a\",\"b\"]", "SOMA_EMPTY|\"\""
            })
    void environmentIsReadByTheSameRules(String name, String expected) throws Exception {
        assertEquals("{\"k\":" + expected + "}", json("k: $" + name));
    }

    @Test
    void cycleInTheEnvironmentIsAnError() {
        String reference = "variable reference for 'SOMA_CYCLE' on line 1 could not be parsed: ";
        assertEquals(
                "f.conf:1:3: " + reference + reference + "variable reference cycle for 'SOMA_CYCLE'",
                Texts.refusal("k: $SOMA_CYCLE"));
    }

    @Test
    void badTextInTheEnvironmentIsAnErrorWhereItIsUsed() {
        assertEquals(
                "f.conf:2:4: variable reference for 'SOMA_BAD' on line 2 could not be parsed: Parse error on line 1:"
                        + " 'Expected a digit but got 'x'.'",
                Texts.refusal("\nk: $SOMA_BAD"));
    }

    @Test
    void keysReferredToAreMarked() throws Exception {
        ConfigNode root = Texts.parse("a: 1\nb: 2\nm { c: 3, d: $c }\ne: $a");
        assertTrue(root.child("a").orElseThrow().isVariable());
        assertFalse(root.child("b").orElseThrow().isVariable());
        assertFalse(root.child("e").orElseThrow().isVariable());
        assertTrue(root.child("m").orElseThrow().child("c").orElseThrow().isVariable());
    }

    @Test
    void onlyUnknownKeysThatAreNoVariablesAreReported() throws Exception {
        ProblemList problems = new ProblemList();
        ConfigReader reader = new ConfigReader(Texts.parse("a: 1\nprt: 2\nport: $a"), problems);
        reader.rejectUnknown(Set.of("port"));
        assertEquals("f.conf:2:1: unknown field \"prt\"\n", problems.render());
    }
}

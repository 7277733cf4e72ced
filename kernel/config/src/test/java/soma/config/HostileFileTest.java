/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFileTest {
    private static final Limits SMALL = new Limits(10_000_000, 10, 5, 50, 100_000);

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a ", "[{a ", "{a ["})
    void nestingIsLimited(String opening) {
        String refusal = Texts.refusal("a: " + opening.repeat(1_000_000));
        assertTrue(refusal.endsWith("values are nested deeper than 200"), refusal);
    }

    @Test
    void nestingUpToTheLimitIsFine() throws Exception {
        int depth = SMALL.depth();
        Texts.parse("a: " + "[".repeat(depth) + "]".repeat(depth), SMALL).digest();
        String tooDeep = "a: " + "[".repeat(depth + 1) + "]".repeat(depth + 1);
        assertThrows(ConfigException.class, () -> Texts.parse(tooDeep, SMALL));
    }

    @Test
    void depthByVariablesIsLimited() {
        StringBuilder text = new StringBuilder("v0: 1\n");
        for (int i = 1; i < 100_000; i++) {
            text.append("v").append(i).append(": {a: $v").append(i - 1).append("\n}\n");
        }
        String refusal = Texts.refusal(text.toString());
        assertTrue(refusal.endsWith("values are nested deeper than 200"), refusal);
    }

    @Test
    void sizeByVariablesIsLimited() {
        StringBuilder text = new StringBuilder("v0: lol\n");
        for (int i = 1; i < 100; i++) {
            text.append("v")
                    .append(i)
                    .append(": [")
                    .append(("$v" + (i - 1) + ",").repeat(10))
                    .append("]\n");
        }
        String refusal = Texts.refusal(text.toString());
        assertTrue(refusal.contains("too large with its variables written out"), refusal);
    }

    @Test
    void sizeOfTheWholeFileByVariablesIsLimited() {
        StringBuilder text = new StringBuilder("v: [" + "x,".repeat(40_000) + "]\n");
        for (int i = 0; i < 5; i++) {
            text.append("w").append(i).append(": $v\n");
        }
        ConfigException thrown = assertThrows(ConfigException.class, () -> Texts.parse(text.toString(), SMALL));
        assertTrue(thrown.getMessage().contains("too large with its variables written out"), thrown.getMessage());
    }

    @Test
    void environmentThatRefersToItselfIsLimited() {
        Map<String, String> environment = Map.of("A", "[$B]", "B", "[$C]", "C", "[$A]");
        ConfigException thrown = assertThrows(
                ConfigException.class, () -> ConfigFile.parse("a: $A", "f.conf", Path.of(""), environment));
        assertTrue(thrown.getMessage().contains("variable reference cycle for 'A'"), thrown.getMessage());
    }

    @Test
    void manyReferencesToAManyMembersMapAreQuick() throws Exception {
        StringBuilder text = new StringBuilder("v {");
        for (int i = 0; i < 1_000; i++) {
            text.append("k").append(i).append(": 1,");
        }
        text.append("}\nw [").append("$v,".repeat(100_000)).append("]\n");
        assertEquals(2, Texts.parse(text.toString()).keys().size());
    }

    @Test
    void brokenUtf8IsReadOrRefusedButNeverTrips() {
        for (int first = 0x80; first <= 0xFF; first++) {
            for (String head : new String[] {"", "a: ", "a: \"", "a: 1", "a {"}) {
                byte[] text = (head + "..\n").getBytes(StandardCharsets.ISO_8859_1);
                text[head.length()] = (byte) first;
                text[head.length() + 1] = (byte) 0xBF;
                try {
                    ConfigFile.parse(text, "f.conf", Path.of(""), Map.of(), SMALL)
                            .digest();
                } catch (ConfigException e) {
                    assertTrue(e.getMessage().startsWith("f.conf:"), e.getMessage());
                }
            }
        }
    }
}

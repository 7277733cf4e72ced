/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;

class ConfigValueTest {
    @Test
    void valuesHaveKindsAndAnswerForNoOther() throws Exception {
        ConfigNode root = Texts.parse("s: x\ni: 1\nf: 1.5\nb: on\nd: 2026-01-31T12:00:00Z\na: []\nm: {}");
        assertEquals(Kind.STRING, kind(root, "s"));
        assertEquals(Kind.INTEGER, kind(root, "i"));
        assertEquals(Kind.FLOAT, kind(root, "f"));
        assertEquals(Kind.BOOLEAN, kind(root, "b"));
        assertEquals(Kind.DATETIME, kind(root, "d"));
        assertEquals(Kind.ARRAY, kind(root, "a"));
        assertEquals(Kind.MAP, kind(root, "m"));
        assertEquals(1.0, root.child("i").orElseThrow().number());
        assertThrows(
                IllegalStateException.class, () -> root.child("i").orElseThrow().text());
        assertThrows(
                IllegalStateException.class, () -> root.child("s").orElseThrow().number());
        assertThrows(IllegalStateException.class, root::elements);
    }

    @Test
    void treeCannotBeChanged() throws Exception {
        ConfigNode root = Texts.parse("a: [x]");
        assertThrows(UnsupportedOperationException.class, () -> root.keys().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> root.child("a").orElseThrow().elements().clear());
    }

    @Test
    void textFormShowsNoValue() throws Exception {
        assertFalse(Texts.parse("pass: secret").child("pass").toString().contains("secret"));
    }

    private static Kind kind(ConfigNode root, String key) {
        return root.child(key).orElseThrow().kind();
    }
}

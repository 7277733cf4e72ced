/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static soma.config.Texts.parse;

import org.junit.jupiter.api.Test;
import soma.spi.config.ConfigNode;

/** Columns count from 0 on the first line and from 1 on later ones, in bytes: as nats-server counts. */
class PositionTest {
    @Test
    void firstLineCountsFromZeroLaterOnesFromOne() throws Exception {
        ConfigNode root = parse("a: 1, b: 2\nc: 3\n  d: 4");
        assertEquals("f.conf:1:0", keyAt(root, "a"));
        assertEquals("f.conf:1:6", keyAt(root, "b"));
        assertEquals("f.conf:2:1", keyAt(root, "c"));
        assertEquals("f.conf:3:3", keyAt(root, "d"));
    }

    @Test
    void keysInMapsHaveTheirOwnPlace() throws Exception {
        ConfigNode root = parse("cluster {\n  port: 1, 'name': x\n}");
        ConfigNode cluster = root.child("cluster").orElseThrow();
        assertEquals("f.conf:1:0", keyAt(root, "cluster"));
        assertEquals("f.conf:2:3", keyAt(cluster, "port"));
        assertEquals("f.conf:2:13", keyAt(cluster, "name"));
    }

    @Test
    void valuesAndElementsHaveAPlace() throws Exception {
        ConfigNode root = parse("a: 17\nb: \"x\"\nc: [ x\n  {d: 1}]");
        assertEquals("f.conf:1:3", root.child("a").orElseThrow().position().toString());
        assertEquals("f.conf:2:5", root.child("b").orElseThrow().position().toString());
        ConfigNode array = root.child("c").orElseThrow();
        assertEquals("f.conf:3:4", array.position().toString());
        assertEquals("f.conf:3:6", array.elements().getFirst().keyPosition().toString());
        assertEquals("f.conf:4:3", array.elements().getLast().position().toString());
    }

    @Test
    void columnsCountBytes() throws Exception {
        assertEquals("f.conf:1:10", keyAt(parse("a: 'éé';b: 1"), "b"));
    }

    @Test
    void referenceToAVariableStandsWhereItIsMade() throws Exception {
        ConfigNode root = parse("a: 1\n\nb: $a");
        assertEquals("f.conf:3:1", keyAt(root, "b"));
    }

    private static String keyAt(ConfigNode map, String key) {
        return map.child(key).orElseThrow().keyPosition().toString();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;

class OverlayTest {
    @Test
    void flagsWinAndMapsAreMerged() throws Exception {
        ConfigNode overlay = new Overlay.Builder()
                .set("port", 1L, "-p")
                .set("cluster.name", "x", "--cluster_name")
                .set("cluster.routes", List.of("nats://a:1"), "--routes")
                .build();
        ConfigNode merged = Overlay.apply(Texts.parse("port: 2\nhost: h\ncluster { name: y, port: 3 }"), overlay);
        assertEquals(
                "{\"cluster\":{\"name\":\"x\",\"port\":3,\"routes\":[\"nats://a:1\"]},\"host\":\"h\",\"port\":1}",
                Digest.json((ConfigValue) merged));
    }

    @Test
    void aliasesAndOtherCaseInTheFileLoseToo() throws Exception {
        ConfigNode overlay = new Overlay.Builder()
                .set("host", "flag", "-a")
                .set("cluster.port", 1L, "--cluster")
                .build();
        ConfigNode merged = Overlay.apply(Texts.parse("net: file\nCluster { PORT: 2, name: x }"), overlay);
        ConfigReader reader = new ConfigReader(merged, new ProblemList());
        assertEquals("flag", reader.find("host", "net").orElseThrow().text());
        ConfigNode cluster = reader.find("cluster").orElseThrow();
        assertEquals("{\"PORT\":1,\"name\":\"x\"}", Digest.json((ConfigValue) cluster));
    }

    @Test
    void valuesKnowThatTheyComeFromTheCommandLine() throws Exception {
        ConfigNode overlay =
                new Overlay.Builder().set("cluster.port", 1L, "--cluster").build();
        ConfigNode merged = Overlay.apply(Texts.parse("port: 1\ncluster { name: x }\nmqtt { port: 2 }"), overlay);
        ConfigNode cluster = merged.child("cluster").orElseThrow();
        assertTrue(cluster.fromCommandLine());
        assertTrue(cluster.child("port").orElseThrow().fromCommandLine());
        assertFalse(cluster.child("name").orElseThrow().fromCommandLine());
        assertFalse(merged.child("mqtt").orElseThrow().fromCommandLine());
        assertEquals(
                "command line --cluster",
                cluster.child("port").orElseThrow().keyPosition().toString());
        assertEquals("f.conf:2:1", cluster.keyPosition().toString());
    }

    @Test
    void falseTakesABlockAwayAndAnEmptySectionKeepsIt() throws Exception {
        ConfigNode file = Texts.parse("tls { cert_file: a }\nport: 1");
        ConfigNode off = new Overlay.Builder()
                .section("tls", "--tls")
                .set("tls", false, "--tls")
                .build();
        assertEquals(Optional.empty(), Overlay.apply(file, off).child("tls"));
        ConfigNode on = new Overlay.Builder()
                .set("tls", false, "--tls")
                .section("tls", "--tls")
                .build();
        assertEquals("{\"port\":1,\"tls\":{\"cert_file\":\"a\"}}", Digest.json((ConfigValue) Overlay.apply(file, on)));
        assertEquals("{\"tls\":{}}", Digest.json((ConfigValue) Overlay.apply(Overlay.none(), on)));
    }

    @Test
    void emptyOverlayChangesNothing() throws Exception {
        ConfigNode file = Texts.parse("a: 1\nb { c: 2 }");
        assertEquals(Digest.of((ConfigValue) file), Digest.of((ConfigValue) Overlay.apply(file, Overlay.none())));
    }
}

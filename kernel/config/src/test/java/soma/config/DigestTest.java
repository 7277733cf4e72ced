/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void digestIsTheOneOfNatsServer() throws Exception {
        // both printed by "nats-server -t -c" of version 2.15.1
        assertEquals(
                "sha256:5b27b68e52c25859a76c94f378c31d5a499ca677a46b38fb5f58ded229b59650",
                read("port: 1").digest());
        assertEquals(
                "sha256:58e04b07cfe77fcc108e4ac2ebac94407819c86fe1fb5807ce381cb63c57fcf0",
                read("host a\nport 1").digest());
    }

    @Test
    void jsonIsWrittenAsGoWritesIt() throws Exception {
        assertEquals("{\"a\":\"\\u003c\\u003e\\u0026\\u2028\"}", Texts.json("a: \"<>&\u2028\""));
        assertEquals("{\"a\":\"\\u0001\\b\\f\\n\u007f\"}", Texts.json("a: \"\\x01\\x08\\x0c\\n\\x7f\""));
        assertEquals(
                "{\"B\":1,\"a\":2,\"\uff5e\":3,\"\ud83d\ude00\":4}", Texts.json("a 2\n\ud83d\ude00 4\n\uff5e 3\nB 1"));
        assertEquals("{\"a\":[0.000001,1e-7,-0,1e+21,123456789012345680000]}", Texts.json("""
                a: [0.000001, 0.0000001, -0.0, 1000000000000000000000.0, 123456789012345678901.0]"""));
    }

    @Test
    void emptyFileIsWarnedOf() throws Exception {
        ConfigFile empty = read("# nothing");
        assertEquals(
                "f.conf: config has no values or is empty",
                empty.warnings().getFirst().toString());
        assertTrue(read("port: 1").warnings().isEmpty());
    }

    private static ConfigFile read(String text) throws ConfigException {
        return ConfigFile.parse(text, "f.conf", Path.of(""), Map.of());
    }
}

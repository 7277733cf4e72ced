/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import soma.spi.config.ConfigNode;

/** Short forms for tests that parse texts. */
final class Texts {
    private Texts() {}

    static ConfigNode parse(String text) throws ConfigException {
        return ConfigFile.parse(text, "f.conf", Path.of(""), Corpus.ENVIRONMENT).root();
    }

    static ConfigFile parse(String text, Limits limits) throws ConfigException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ConfigFile.parse(bytes, "f.conf", Path.of(""), Map.of(), limits);
    }

    /** Returns what a text says, as compact JSON with sorted keys. */
    static String json(String text) throws ConfigException {
        return Digest.json((ConfigValue) parse(text));
    }

    /** Returns the lines that a text is refused with. */
    static String refusal(String text) {
        return assertThrows(ConfigException.class, () -> parse(text)).getMessage();
    }
}

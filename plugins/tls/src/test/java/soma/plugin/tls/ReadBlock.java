/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import soma.spi.config.ConfigReader;
import soma.spi.tck.fixture.RecordedProblems;

/** Reads configuration in tests. */
final class ReadBlock {
    private ReadBlock() {}

    /** Returns the block with that text, which must be in order. */
    static TlsBlock of(String text) {
        return config("tls {\n" + text + "}\n").block(Place.CLIENT).orElseThrow();
    }

    /** Returns a configuration that must be in order. */
    static TlsConfig config(String text) {
        var problems = new RecordedProblems();
        TlsConfig config = ConfigBinder.bind(new ConfigReader(TlsServer.parse(text), problems));
        assertEquals(List.of(), problems.errors());
        return config;
    }

    /** Returns what is wrong with a configuration. */
    static List<String> errors(String text) {
        var problems = new RecordedProblems();
        ConfigBinder.bind(new ConfigReader(TlsServer.parse(text), problems));
        return problems.errors().stream()
                .map(problem -> problem.at() + ": " + problem.message())
                .toList();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import soma.spi.config.ConfigReader;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedProblems;

/** Configurations for tests. */
final class Configs {
    private Configs() {}

    /** Returns what a block gives that has an issuer and an audience, and more. */
    static OidcConfig of(String issuer, Map<String, Object> more) {
        Map<String, Object> block = new LinkedHashMap<>(Map.of("issuer", issuer, "audience", "soma"));
        block.putAll(more);
        var problems = new RecordedProblems();
        Optional<OidcConfig> read = OidcReader.read(new ConfigReader(ConfigNodes.of(Map.of("oidc", block)), problems));
        assertEquals(List.of(), problems.errors());
        return read.orElseThrow();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import soma.spi.config.ConfigReader;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedProblems;

final class ProxyOptionsTest extends ConfigSectionContract<ProxyOptions> {
    private static final String USER = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";
    private static final String ACCOUNT = "AAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3QPZV";
    private static final String SEED = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";

    private final TrustedProxies proxies = new TrustedProxies();

    @Override
    protected ConfigSection<ProxyOptions> section() {
        return ProxyOptions.section(proxies::prepareReload);
    }

    @Override
    protected ProxyOptions defaults() {
        return ProxyOptions.NONE;
    }

    @Override
    protected Map<String, Object> fullConfig() {
        return Map.of(
                "proxies",
                Map.of("trusted", List.of(Map.of("key", USER), Map.of("public_key", ACCOUNT), Map.of("KEY", USER))));
    }

    @Override
    protected ProxyOptions full() {
        return new ProxyOptions(Set.of(USER, ACCOUNT));
    }

    @Override
    protected Object effect() {
        return proxies.needsNonce();
    }

    @Test
    void saysWhatIsWrongInTheWordsThatOperatorsKnow() {
        assertError("expected proxies to be a map/struct, got a number", 3);
        assertError("expected proxies' trusted field to be an array, got text", Map.of("trusted", USER));
        assertError("expected proxies' trusted entry to be a map/struct, got text", Map.of("trusted", List.of(USER)));
        assertError("unknown field \"foo\"", Map.of("trusted", List.of(Map.of("key", USER, "foo", 1))));
        assertError(
                "interface conversion: interface {} is int64, not string (expected: text; put it in quotes)",
                Map.of("trusted", List.of(Map.of("key", 1))));
    }

    @Test
    void doesNotRepeatASeedThatStandsInTheWrongPlace() {
        String error = "invalid proxy key (expected: a public key of 56 characters)";
        assertError(error, Map.of("trusted", List.of(Map.of("key", SEED))));
        assertFalse(error.contains(SEED));
    }

    private void assertError(String message, Object proxies) {
        var problems = new RecordedProblems();
        section().binder().bind(new ConfigReader(ConfigNodes.map("proxies", proxies), problems));
        assertEquals(
                List.of(message),
                problems.errors().stream()
                        .map(RecordedProblems.Problem::message)
                        .toList());
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpKeySourceTest {
    private final FakeProvider provider = new FakeProvider().keys(Tokens.RSA.toPublicJWK(), Tokens.EC.toPublicJWK());

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void theIssuerSaysWhereItsKeysAre() throws ProviderException {
        try (HttpKeySource source = source(Map.of())) {
            assertEquals(2, source.fetch().size());
            assertEquals(2, provider.asked());
        }
    }

    @Test
    void orTheConfigurationDoes() throws ProviderException {
        provider.discovery("nonsense");
        try (HttpKeySource source = source(Map.of("jwks_url", provider.issuer() + "/keys"))) {
            assertEquals(2, source.fetch().size());
            assertEquals(1, provider.asked());
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        provider.discovery("{\"issuer\":\"https://else\",\"jwks_uri\":\"" + provider.issuer() + "/keys\"}");
        assertFails("speaks of another issuer", Map.of());
        provider.discovery("{\"issuer\":\"" + provider.issuer() + "\",\"jwks_uri\":\"http://example.com/keys\"}");
        assertFails("does not say where the keys are", Map.of());
        provider.discovery("{\"issuer\":\"" + provider.issuer() + "\"}");
        assertFails("does not say where the keys are", Map.of());
        provider.discovery("[1]");
        assertFails("does not say where the keys are", Map.of());
        Map<String, Object> direct = Map.of("jwks_url", provider.issuer() + "/keys");
        provider.body("/keys", "{}");
        assertFails("has no set of keys", direct);
        provider.body("/keys", "{\"keys\":[{\"kty\":\"RSA\"}]}");
        assertFails("has no set of keys", direct);
        provider.answer("/keys", "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
        assertFails("answers with status 500", direct);
        provider.answer(
                "/keys", "HTTP/1.1 302 Found\r\nLocation: " + provider.issuer() + "/else\r\nContent-Length: 0\r\n\r\n");
        assertFails("answers with status 302", direct);
    }

    @Test
    void whatIsTooLargeOrTooSlowIsRefused() {
        Map<String, Object> direct = Map.of("jwks_url", provider.issuer() + "/keys", "timeout", "200ms");
        provider.body("/keys", " ".repeat(600_000));
        assertFails("cannot be read", Map.of("jwks_url", provider.issuer() + "/keys"));
        provider.answer("/keys", "");
        assertFails("/keys", direct);
        provider.answer("/keys", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
        assertFails("cannot be read", direct);
        provider.close();
        assertFails("cannot be read", direct);
    }

    private void assertFails(String why, Map<String, Object> config) {
        try (HttpKeySource source = source(config)) {
            var e = assertThrows(ProviderException.class, source::fetch);
            assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage() + " (expected: " + why + ")");
        }
    }

    @Test
    void onceClosedItFetchesNothing() {
        HttpKeySource source = source(Map.of());
        source.close();
        assertThrows(ProviderException.class, source::fetch);
    }

    private HttpKeySource source(Map<String, Object> config) {
        return new HttpKeySource(Configs.of(provider.issuer(), config).provider());
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.Race;

final class KeyCacheTest {
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile boolean broken;
    private volatile List<JWK> published = List.of(Tokens.RSA);
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final KeyCache cache = new KeyCache(
            Configs.of("https://issuer", Map.of("refresh", "10m", "max_age", "1h"))
                    .provider(),
            this::fetch,
            () -> now);

    private JWKSet fetch() throws ProviderException {
        fetches.incrementAndGet();
        if (broken) {
            throw new ProviderException("broken on purpose");
        }
        return new JWKSet(published);
    }

    private int keys(String id) throws ProviderException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build();
        return cache.matching(header).size();
    }

    @Test
    void keysAreFetchedOnceUntilTheyAreOld() throws ProviderException {
        assertEquals(1, keys("rsa-1"));
        assertEquals(1, keys("rsa-1"));
        assertEquals(1, fetches.get());
        now = now.plus(Duration.ofMinutes(11));
        assertEquals(1, keys("rsa-1"));
        assertEquals(2, fetches.get());
    }

    @Test
    void anUnknownKeyIsLookedForButNotTooOften() throws ProviderException {
        assertEquals(1, keys("rsa-1"));
        published = List.of(Tokens.RSA, Tokens.OTHER_RSA);
        for (int i = 0; i < 100; i++) {
            assertEquals(0, keys("rsa-2"));
        }
        assertEquals(1, fetches.get());
        now = now.plus(KeyCache.PAUSE);
        assertEquals(1, keys("rsa-2"));
        assertEquals(2, fetches.get());
        published = List.of(Tokens.OTHER_RSA);
        now = now.plus(Duration.ofMinutes(11));
        assertEquals(0, keys("rsa-1"));
        assertEquals(3, fetches.get());
    }

    @Test
    void withoutAProviderKeysAreUsedUntilTheyAreTooOld() throws ProviderException {
        assertEquals(1, keys("rsa-1"));
        broken = true;
        now = now.plus(Duration.ofMinutes(59));
        assertEquals(1, keys("rsa-1"));
        now = now.plus(Duration.ofMinutes(2));
        assertThrows(ProviderException.class, () -> keys("rsa-1"));
        broken = false;
        now = now.plus(KeyCache.PAUSE);
        assertEquals(1, keys("rsa-1"));
    }

    @Test
    void aProviderThatFailsIsLeftAloneForAWhile() {
        broken = true;
        for (int i = 0; i < 100; i++) {
            assertThrows(ProviderException.class, () -> keys("rsa-1"));
        }
        assertEquals(1, fetches.get());
    }

    @Test
    void manyAtOnceShareOneFetch() {
        Race.run(50, number -> {
            try {
                assertEquals(1, keys("rsa-1"));
            } catch (ProviderException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(1, fetches.get());
    }
}

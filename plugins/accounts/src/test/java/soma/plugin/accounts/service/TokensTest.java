/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import soma.spi.tck.fixture.Race;
import soma.spi.tck.fixture.Seed;

class TokensTest {
    private final Tokens tokens = new Tokens(Seed.of(1).random());

    @Test
    void tokensAreSixCharactersAndNoneComesTwice() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Race.run(4, thread -> {
            for (int i = 0; i < 5_000; i++) {
                String token = new String(Tokens.bytes(tokens.next()), StandardCharsets.US_ASCII);
                assertTrue(token.matches("[0-9A-Za-z]{6}"), token);
                assertTrue(seen.add(token), "twice: " + token);
            }
        });
    }

    @Test
    void idsOfEventsHave22Characters() {
        assertTrue(tokens.eventId().matches("[0-9A-Za-z]{22}"));
    }

    /** As nats-server called "real" does it. */
    @Test
    void serversAreToldApartByTheHashOfTheirName() throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("real".getBytes(StandardCharsets.UTF_8));
        assertEquals("kpTlYkNH", Tokens.hash(digest));
    }
}

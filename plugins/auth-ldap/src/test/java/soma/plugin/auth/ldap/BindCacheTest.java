/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BindCacheTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final BindCache cache = new BindCache(
            new Directory() {
                @Override
                public Optional<Person> verify(String user, String password) {
                    asked.incrementAndGet();
                    return password.equals("right") ? Optional.of(new Person(user, Set.of("g"))) : Optional.empty();
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            },
            Duration.ofMinutes(1),
            () -> now);

    @Test
    void remembersWhatWasRightForAWhile() throws DirectoryException {
        assertAsked(1, "a", "right", true);
        assertAsked(1, "a", "right", true);
        assertAsked(2, "b", "right", true);
        now = now.plusSeconds(59);
        assertAsked(2, "a", "right", true);
        now = now.plusSeconds(1);
        assertAsked(3, "a", "right", true);
    }

    @Test
    void remembersNothingThatWasWrong() throws DirectoryException {
        assertAsked(1, "a", "wrong", false);
        assertAsked(2, "a", "wrong", false);
        assertAsked(3, "a", "right", true);
        assertAsked(4, "a", "wrong", false);
        assertAsked(4, "a", "right", true);
    }

    @Test
    void closesWhatItAsks() {
        cache.close();
        assertEquals(1, closed.get());
    }

    private void assertAsked(int times, String user, String password, boolean right) throws DirectoryException {
        assertEquals(
                right ? Optional.of(new Person(user, Set.of("g"))) : Optional.empty(), cache.verify(user, password));
        assertEquals(times, asked.get());
    }
}

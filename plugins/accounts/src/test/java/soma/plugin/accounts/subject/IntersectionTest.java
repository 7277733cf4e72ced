/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import soma.spi.subject.Subjects;
import soma.spi.tck.fixture.Seed;

class IntersectionTest {
    private static final List<String> TOKENS = List.of("a", "b");

    @Test
    void whatTwoPatternsHaveInCommonIsOnePattern() {
        assertEquals(Optional.of("a.b"), Intersection.of("a.*", "*.b"));
        assertEquals(Optional.of("a.*.c"), Intersection.of("a.>", "*.*.c"));
        assertEquals(Optional.of("a.>"), Intersection.of(">", "a.>"));
        assertEquals(Optional.of("a.b.>"), Intersection.of("a.*.>", "*.b.>"));
        assertEquals(Optional.empty(), Intersection.of("a.>", "a"));
        assertEquals(Optional.empty(), Intersection.of("a.*", "a.b.c"));
    }

    @Test
    void itMatchesWhatBothMatch() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < 20_000; i++) {
                String one = seed.pattern(TOKENS);
                String other = seed.pattern(TOKENS);
                String literal = seed.literal(TOKENS);
                boolean both = Subjects.matches(one, literal) && Subjects.matches(other, literal);
                boolean common = Intersection.of(one, other)
                        .filter(pattern -> Subjects.matches(pattern, literal))
                        .isPresent();
                assertEquals(both, common, one + " and " + other + " for " + literal);
                assertEquals(
                        Subjects.overlap(one, other),
                        Intersection.of(one, other).isPresent());
            }
        });
    }
}

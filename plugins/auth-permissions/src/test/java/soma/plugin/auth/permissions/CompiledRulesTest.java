/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.ByteView;
import soma.spi.subject.Subjects;
import soma.spi.tck.auth.AuthorizationContract;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Seed;

/** Compiled rules against what rules mean. */
class CompiledRulesTest {
    private static Authorization compiled(PermissionRules rules) {
        return new CompiledRules(rules, InstantSource.system());
    }

    /** Rules that nothing was left out of. */
    abstract static class Contract extends AuthorizationContract {
        private final NaiveRules naive;

        Contract(PermissionRules rules) {
            naive = new NaiveRules(rules);
        }

        @Override
        protected Authorization authorization() {
            return compiled(naive.rules());
        }

        @Override
        protected Verdict expectedPublish(String subject) {
            return naive.publish(subject);
        }

        @Override
        protected Verdict expectedSubscribe(String subject, @Nullable String queue) {
            return naive.subscribe(subject, queue);
        }

        @Override
        protected boolean expectedReceive(String subject, @Nullable String queue) {
            return naive.receive(subject, queue);
        }

        @Override
        protected List<String> tokens() {
            return RandomRules.TOKENS;
        }

        @Override
        protected List<String> queues() {
            return RandomRules.QUEUES;
        }
    }

    @Nested
    class WithFewRules extends Contract {
        WithFewRules() {
            super(new PermissionRules(
                    new PermissionRules.Subjects(List.of("a.>", "foo.*", "b"), List.of("a.b.>", "*.bar", "foo.a")),
                    new PermissionRules.Subjects(
                            List.of("a.>", "foo.* v1.*", "b.*.a", "b v1", "b"),
                            List.of("a.*.b", "foo.bar a", "b.b.b >")),
                    null));
        }
    }

    @Nested
    class WithManyRules extends Contract {
        WithManyRules() {
            super(new RandomRules(Seed.of(7), 200).next());
        }
    }

    @Nested
    class WithResponses extends Contract {
        WithResponses() {
            super(new PermissionRules(
                    new PermissionRules.Subjects(List.of("a.*"), List.of("*.b")),
                    PermissionRules.Subjects.ANY,
                    PermissionRules.Responses.USUAL));
        }
    }

    @Test
    void anyRulesMeanWhatTheySay() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < 300; i++) {
                PermissionRules rules = new RandomRules(seed, 12).next();
                Authorization fast = compiled(rules);
                var slow = new NaiveRules(rules);
                for (int j = 0; j < 60; j++) {
                    String literal = seed.literal(RandomRules.TOKENS);
                    String pattern = seed.pattern(RandomRules.TOKENS);
                    String queue = seed.random().nextBoolean() ? null : seed.oneOf(RandomRules.QUEUES);
                    String what = " of " + rules;
                    assertEquals(slow.publish(literal), fast.mayPublish(literal), literal + what);
                    assertEquals(slow.publish(pattern), fast.mayPublish(pattern), pattern + what);
                    assertEquals(slow.subscribe(pattern, queue), fast.maySubscribe(pattern, queue), pattern + what);
                    assertEquals(slow.receive(literal, queue), fast.mayReceive(literal, queue), literal + what);
                }
            }
        });
    }

    /** A subscription that is let off the filter at the door must never need it. */
    @Test
    void whatIsNotFilteredMissesNothingThatIsDenied() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < 300; i++) {
                PermissionRules rules = new RandomRules(seed, 6).next();
                Authorization fast = compiled(rules);
                String pattern = seed.pattern(RandomRules.TOKENS);
                String queue = seed.random().nextBoolean() ? null : seed.oneOf(RandomRules.QUEUES);
                if (fast.maySubscribe(pattern, queue) == Verdict.YES && !fast.filters(pattern, queue)) {
                    for (int j = 0; j < 200; j++) {
                        String literal = seed.literal(RandomRules.TOKENS);
                        assertTrue(
                                !Subjects.matches(pattern, literal) || fast.mayReceive(literal, queue),
                                literal + " on " + pattern + " of " + rules);
                    }
                }
            }
        });
    }

    /** Nobody gets anything by asking for more at once than may be had one by one. */
    @Test
    void aSubscriptionThatIsAllowedIsASubset() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < 2_000; i++) {
                PermissionRules rules = new RandomRules(seed, 4).next();
                Authorization fast = compiled(rules);
                String pattern = seed.pattern(RandomRules.TOKENS);
                String literal = seed.literal(RandomRules.TOKENS);
                if (fast.maySubscribe(pattern, null) == Verdict.YES
                        && Subjects.matches(pattern, literal)
                        && fast.mayReceive(literal, null)) {
                    assertEquals(Verdict.YES, fast.maySubscribe(literal, null), literal + " on " + pattern + rules);
                }
            }
        });
    }

    @Test
    void bytesAreTheSameAsText() {
        Seed seed = Seed.forRun();
        List<String> odd = List.of(
                "",
                ".",
                "a..b",
                "a.",
                ".a",
                "*",
                ">",
                "foo.*",
                "ä.b",
                "a.ä",
                "a.\uD83D\uDE00.b",
                "x y",
                "a.>.b",
                "a.*.>");
        seed.run(() -> {
            for (int i = 0; i < 100; i++) {
                PermissionRules rules = new RandomRules(seed, 90).next();
                Authorization fast = compiled(rules);
                for (int j = 0; j < 50; j++) {
                    String subject = j < odd.size() ? odd.get(j) : seed.pattern(RandomRules.TOKENS);
                    assertSameAsText(fast, subject, subject + " of " + rules);
                }
            }
        });
    }

    private static void assertSameAsText(Authorization authorization, String subject, String what) {
        assertEquals(authorization.mayPublish(subject), publishAsBytes(authorization, subject), what);
        for (String queue : new @Nullable String[] {null, "v1", "a"}) {
            Verdict asBytes = asBytes(subject, view -> authorization.maySubscribe(view, queue));
            assertEquals(authorization.maySubscribe(subject, queue), asBytes, what);
        }
    }

    /** Bytes are looked at eight at a time: tokens and dots may lie in any way to that, and begin or end alike. */
    @Test
    void bytesAreTheSameAsTextHoweverLongTheTokensAre() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < 300; i++) {
                List<String> rules = List.of(longSubject(seed), longSubject(seed) + ".>", longSubject(seed) + ".*");
                var subjects =
                        new PermissionRules.Subjects(rules, List.of(longSubject(seed), "*." + longSubject(seed)));
                Authorization fast = compiled(new PermissionRules(subjects, subjects, null));
                for (String rule : rules) {
                    for (String subject : List.of(rule, rule + ".x", longSubject(seed), rule.replace('x', 'y'))) {
                        assertSameAsText(fast, subject, subject + " of " + subjects);
                        int at = seed.random().nextInt(subject.length() + 1);
                        String dotted = subject.substring(0, at) + "." + subject.substring(at);
                        assertSameAsText(fast, dotted, dotted + " of " + subjects);
                    }
                }
            }
        });
    }

    private static String longSubject(Seed seed) {
        List<String> tokens = new ArrayList<>();
        for (int i = 1 + seed.random().nextInt(4); i > 0; i--) {
            String ends = seed.random().nextBoolean() ? "x" : "z";
            tokens.add("t".repeat(seed.random().nextInt(26)) + ends);
        }
        return String.join(".", tokens);
    }

    private static Verdict asBytes(String subject, Function<ByteView, Verdict> question) {
        return Verdict.values()[
                FleetingMessage.during(
                        FleetingMessage.held(subject, "", ""),
                        message -> question.apply(message.subject()).ordinal())];
    }

    private static Verdict publishAsBytes(Authorization authorization, String subject) {
        return asBytes(subject, authorization::mayPublish);
    }

    @Test
    void tokensBeyondAsciiAreTold() {
        Authorization umlauts = compiled(new PermissionRules(
                new PermissionRules.Subjects(List.of("straße.*", "\uD83D\uDE00"), List.of("*.zürich")),
                PermissionRules.Subjects.ANY,
                null));
        for (String yes : List.of("straße.bern", "\uD83D\uDE00")) {
            assertEquals(Verdict.YES, umlauts.mayPublish(yes));
            assertEquals(Verdict.YES, publishAsBytes(umlauts, yes));
        }
        for (String no : List.of("straße.zürich", "strasse.bern", "stra\u00c3\u009fe.bern")) {
            assertEquals(Verdict.NO, umlauts.mayPublish(no));
            assertEquals(Verdict.NO, publishAsBytes(umlauts, no));
        }
        assertEquals(8, "straße.x".getBytes(StandardCharsets.UTF_8).length - 1);
    }

    @Test
    void patternsThatCannotMatchAreLeftOut() {
        Authorization odd = compiled(new PermissionRules(
                new PermissionRules.Subjects(List.of("a..b", "", ">.a", "ok"), List.of(".")),
                new PermissionRules.Subjects(List.of("", " ", "a b c", "ok"), List.of("  ")),
                null));
        assertEquals(Verdict.YES, odd.mayPublish("ok"));
        assertEquals(Verdict.NO, odd.mayPublish("a"));
        assertEquals(Verdict.NO, odd.mayPublish(""));
        assertEquals(Verdict.YES, odd.maySubscribe("ok", "q"));
        assertEquals(Verdict.NO, odd.maySubscribe("a", "b"));
        assertTrue(odd.mayReceive("ok", null));
        assertFalse(odd.filters("ok", null));
    }
}

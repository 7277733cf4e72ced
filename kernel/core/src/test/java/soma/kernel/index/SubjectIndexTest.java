/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.kernel.index.Matching.member;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.index.Matching.NamedRelay;
import soma.spi.route.Interest;
import soma.spi.subject.Subjects;
import soma.spi.tck.fixture.Seed;

class SubjectIndexTest {
    private final SubjectIndex index = new SubjectIndex();
    private final Matching matching = new Matching(index);

    private Member add(String subject, String id) {
        Member member = member(subject, null, id);
        index.add(member);
        return member;
    }

    private List<String> content() {
        List<String> content = new ArrayList<>();
        index.forEach(new IndexVisitor() {
            @Override
            public void member(Member member) {
                content.add(member.subscription().id());
            }

            @Override
            public void interest(Interest interest) {
                content.add(interest.relay() + ":" + interest.subject());
            }
        });
        return content.stream().sorted().toList();
    }

    @Test
    void wildcardsMatchOneTokenOrTheRest() {
        add("foo.bar", "literal");
        add("foo.*", "star");
        add("*.bar", "first");
        add("*.*", "stars");
        add("foo.>", "rest");
        add(">", "all");
        assertEquals("all first literal rest star stars", matching.text("foo.bar"));
        assertEquals("all rest star stars", matching.text("foo.baz"));
        assertEquals("all rest", matching.text("foo.bar.baz"));
        assertEquals("all", matching.text("foo"));
        assertEquals("all first stars", matching.text("x.bar"));
    }

    @Test
    void tokensThatOnlyBeginWithAWildcardAreLiterals() {
        add("foo*", "a");
        add("foo.>x", "b");
        add("**", "c");
        assertEquals("a", matching.text("foo*"));
        assertEquals("", matching.text("foox"));
        assertEquals("b", matching.text("foo.>x"));
        assertEquals("c", matching.text("**"));
    }

    @Test
    void wildcardsInAPublishedSubjectAreTakenAsText() {
        add("foo.*", "star");
        add("foo.>", "rest");
        add("foo.bar", "literal");
        assertEquals("rest star", matching.text("foo.*"));
        assertEquals("rest star", matching.text("foo.>"));
        assertEquals("", matching.text("*.bar"));
        assertEquals("", matching.text(">"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".foo", "foo.", "foo..bar", "foo.bar.", ".foo.bar"})
    void emptyTokensMatchNobody(String subject) {
        add(">", "all");
        add("*", "one");
        add("*.*", "two");
        add("*.*.*", "three");
        add("foo.>", "foo");
        assertEquals("", matching.text(subject));
        assertTrue(matching.match(subject).isEmpty());
    }

    @Test
    void queueGroupsAreOneAcrossPatterns() {
        index.add(member("job", "w", "1"));
        index.add(member("*", "w", "2"));
        index.add(member(">", "w", "3"));
        index.add(member("job", "v", "4"));
        index.add(member("job", null, "5"));
        assertEquals("5 v=4 w=1,2,3", matching.text("job"));
        assertEquals("w=2,3", matching.text("other"));
        assertEquals("", new Matching(new SubjectIndex()).text("job"));
    }

    @Test
    void aMatchSetForgetsTheMatchBefore() {
        index.add(member("job", "w", "1"));
        index.add(member("other", "v", "2"));
        add("job", "3");
        assertEquals("3 w=1", matching.text("job"));
        assertEquals("v=2", matching.text("other"));
        MatchSet nothing = matching.match("nothing");
        assertTrue(nothing.isEmpty());
        assertThrows(IndexOutOfBoundsException.class, () -> nothing.plain(0));
    }

    @Test
    void anInterestTakesThePlaceOfTheOneBefore() {
        NamedRelay relay = new NamedRelay("r");
        index.add(new Interest(relay, "foo", "w", 1, ""));
        index.add(new Interest(relay, "foo", "w", 3, ""));
        assertEquals("r:foo*3", matching.text("foo"));
        index.add(new Interest(relay, "foo", "w", 1, "east"));
        index.add(new Interest(relay, "foo", null, 1, ""));
        index.add(new Interest(new NamedRelay("q"), "foo", "w", 1, ""));
        assertEquals("q:foo*1 r:foo*1 r:foo*1 r:foo*3", matching.text("foo"));
    }

    @Test
    void removingAnInterestReturnsTheOneThatWasThere() {
        NamedRelay relay = new NamedRelay("r");
        Interest there = new Interest(relay, "foo.*", "w", 5, "");
        index.add(there);
        assertNull(index.remove(new Interest(relay, "foo.*", null, 1, "")));
        assertNull(index.remove(new Interest(relay, "foo.*", "w", 1, "east")));
        assertNull(index.remove(new Interest(new NamedRelay("q"), "foo.*", "w", 1, "")));
        assertNull(index.remove(new Interest(relay, "foo.>", "w", 1, "")));
        assertSame(there, index.remove(new Interest(relay, "foo.*", "w", 1, "")));
        assertEquals(List.of(), content());
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        add("foo.bar", "1");
        int generation = index.generations().all();
        assertFalse(index.remove(member("foo.bar", null, "other")));
        assertFalse(index.remove(member("foo.bar", "w", "other")));
        assertFalse(index.remove(member("foo.bar.baz", null, "other")));
        assertFalse(index.remove(member("*", null, "other")));
        assertEquals(1, index.size());
        assertEquals(generation, index.generations().all());
    }

    @Test
    void removingTwiceCountsOnce() {
        Member one = add("foo", "1");
        add("foo", "2");
        assertTrue(index.remove(one));
        assertFalse(index.remove(one));
        assertEquals(1, index.size());
        assertEquals("2", matching.text("foo"));
    }

    @Test
    void oneChangeOfALiteralTouchesItsStripeOnlyAndOneOfAWildcardAll() {
        Generations generations = index.generations();
        int stripe = stripe("foo.bar");
        int before = generations.of(stripe);
        int all = generations.all();
        Member literal = add("foo.x.y", "1");
        assertEquals(before + 1, generations.of(stripe));
        assertEquals(stripe, stripe("foo"));
        assertEquals(all, generations.all());
        index.remove(literal);
        assertEquals(before + 2, generations.of(stripe));
        Member wildcard = add("*.x", "2");
        assertEquals(all + 1, generations.all());
        index.remove(wildcard);
        assertEquals(all + 2, generations.all());
        add("foo.>", "3");
        assertEquals(before + 3, generations.of(stripe));
        assertEquals(all + 2, generations.all());
        generations.changed();
        assertEquals(all + 3, generations.all());
    }

    private int stripe(String subject) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocateFrom(subject + "        ");
            return index.generations().stripe(memory, 0, subject.length());
        }
    }

    @Test
    void changesOfAnotherFirstTokenLeaveAStripeAlone() {
        int stripe = stripe("foo");
        int before = index.generations().of(stripe);
        int touched = 0;
        for (int i = 0; i < 100; i++) {
            add("t" + i, "x" + i);
            touched += stripe("t" + i) == stripe ? 1 : 0;
        }
        assertEquals(before + touched, index.generations().of(stripe));
        assertTrue(touched < 10, touched + " of 100 tokens share one of 256 stripes");
    }

    @Test
    void anIndexWithEverythingRemovedIsEmpty() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            List<Member> members = new ArrayList<>();
            List<Interest> interests = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                members.add(member(seed.pattern(List.of("t")), i % 3 == 0 ? "w" + i % 5 : null, "m" + i));
                interests.add(new Interest(new NamedRelay("r" + i), seed.pattern(List.of("t")), null, 1, ""));
            }
            members.forEach(index::add);
            interests.forEach(index::add);
            assertEquals(1000, content().size());
            Collections.shuffle(members, seed.random());
            members.forEach(member -> assertTrue(index.remove(member)));
            interests.forEach(interest -> assertNotNull(index.remove(interest)));
            assertEquals(0, index.size());
            assertEquals(List.of(), content());
            assertTrue(index.isPruned(), "nodes are left in an empty index");
        });
    }

    @Test
    void matchesWhatSubjectsMatchesSays() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            List<Member> there = new ArrayList<>();
            for (int step = 0; step < 3_000; step++) {
                if (there.isEmpty() || seed.random().nextInt(5) > 1) {
                    there.add(add(seed.pattern(List.of("foo*", ">>", "*x")), "m" + step));
                } else {
                    assertTrue(index.remove(there.remove(seed.random().nextInt(there.size()))));
                }
                String subject = seed.literal(List.of("*", ">", "", "foo*"));
                TreeSet<String> expected = new TreeSet<>();
                for (Member member : there) {
                    if (Subjects.matches(member.subscription().subject(), subject)) {
                        expected.add(member.subscription().id());
                    }
                }
                assertEquals(String.join(" ", expected), matching.text(subject), "matches of '" + subject + "'");
                assertEquals(there.size(), index.size());
            }
        });
    }

    @Test
    void theDeepestSubjectIsMatchedShownAndRemoved() {
        String deep = "*.".repeat(4_095) + "*";
        Member member = add(deep, "deep");
        assertEquals("deep", matching.text("a.".repeat(4_095) + "a"));
        assertEquals(List.of("deep"), content());
        assertTrue(index.remove(member));
        Member literal = add("a.".repeat(4_095) + "a", "literal");
        assertEquals(List.of("literal"), content());
        assertTrue(index.remove(literal));
        assertTrue(index.isPruned());
    }
}

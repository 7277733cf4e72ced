/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.Assembly;
import soma.kernel.lane.Lanes;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.route.Interest;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.InterestListener;
import soma.spi.space.SpaceResolver;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.Race;
import soma.spi.tck.fixture.Seed;

class SpaceTest {
    private volatile Assembly assembly = Assembly.EMPTY;
    private final Lanes lanes = new Lanes();
    private final SpaceTable spaces = new SpaceTable(() -> assembly, lanes);
    private final Space space = spaces.defaultSpace();
    private final List<String> got = new ArrayList<>();

    @AfterEach
    void free() {
        lanes.close();
    }

    private Subscription subscription(String subject, @Nullable String queue, String id) {
        return new Subscription(subject, queue, id, this::deliver, Trait.PUBLIC);
    }

    private int deliver(Subscription subscription, Message message) {
        got.add(subscription.id() + " " + message.subject() + " " + message.payload());
        return Outcome.DELIVERED;
    }

    private int publish(String subject) {
        try (MessageBuffer buffer = new MessageBuffer()) {
            return space.publish(buffer.set(subject, "x".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** Takes note of what it is told, as {@code +subject} and {@code -subject}. */
    private static class Recorder implements InterestListener {
        private final List<String> told = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger inside = new AtomicInteger();

        private void note(String what) {
            if (inside.getAndIncrement() != 0) {
                told.add("calls overlap");
            }
            told.add(what);
            inside.decrementAndGet();
        }

        @Override
        public void subscribed(SubjectSpace of, Subscription subscription) {
            note("+" + subscription.id());
        }

        @Override
        public void unsubscribed(SubjectSpace of, Subscription subscription) {
            note("-" + subscription.id());
        }

        @Override
        public void interestAdded(SubjectSpace of, Interest interest) {
            note("+" + interest.subject() + "*" + interest.weight());
        }

        @Override
        public void interestRemoved(SubjectSpace of, Interest interest) {
            note("-" + interest.subject() + "*" + interest.weight());
        }
    }

    /** Accepts everything, with one rank for all. */
    private final class RankedRelay implements Relay {
        private final String name;
        private final Rank rank;
        private int outcome = Outcome.DELIVERED;

        RankedRelay(String name, Rank rank) {
            this.name = name;
            this.rank = rank;
        }

        @Override
        public boolean accepts(Question question, Interest interest) {
            return true;
        }

        @Override
        public Rank queueRank(Question question, Interest interest) {
            return rank;
        }

        @Override
        public int relay(Message message, List<String> queues) {
            got.add(name + " " + queues);
            return outcome;
        }
    }

    @Test
    void aSubjectMayHaveSoManyTokensHoweverLongTheyAre() {
        for (String token : List.of("a", "long")) {
            String subject = (token + ".").repeat(2_047) + token;
            assertTrue(Space.isSubscribable(subject));
            assertFalse(Space.isSubscribable(subject + ".a"));
        }
    }

    @Test
    void addingTwiceAndRemovingTwiceDoesNothing() {
        Subscription one = subscription("foo", null, "1");
        space.add(one);
        space.add(one);
        assertEquals(1, space.subscriptions());
        publish("foo");
        assertEquals(List.of("1 foo x"), got);
        space.remove(one);
        assertTrue(one.isClosed());
        space.remove(one);
        assertEquals(0, space.subscriptions());
        assertEquals(Outcome.NOBODY, publish("foo"));
    }

    @Test
    void listsSubscriptionsAndTellsWhatItHasGoneThrough() {
        Subscription one = subscription("foo", null, "1");
        space.add(one);
        space.add(subscription("foo", "w", "2"));
        space.add(subscription("foo", "w", "3"));
        space.add(subscription("bar.*", null, "4"));
        space.remove(subscription("foo", null, "1"));
        Set<String> ids = new HashSet<>();
        space.forEach(subscription -> {
            ids.add(subscription.id());
            space.remove(subscription); // not a change of the list that is being walked
        });
        assertEquals(Set.of("1", "2", "3", "4"), ids);
        assertEquals(new SubjectSpace.Statistics(0, 4, 4, 0, 0, 0, 0, 0), space.statistics());
    }

    @Test
    void countsHowRoutesAreUsed() {
        space.add(subscription("foo", null, "1"));
        space.add(subscription("foo", "w", "2"));
        space.add(subscription("foo", "w", "3"));
        for (int i = 0; i < 5; i++) {
            publish("foo");
        }
        SubjectSpace.Statistics used = space.statistics();
        assertEquals(1, used.routes());
        assertEquals(3, used.maxFanout());
        assertEquals(3, used.totalFanout());
        assertEquals(5, used.matches());
        assertEquals(3, used.hits(), "of five the first is not kept, the second is compiled");
        space.add(subscription("other", null, "4"));
        space.invalidateRoutes();
        assertEquals(0, space.statistics().routes(), "stale routes lead nowhere");
    }

    @Test
    void whatCannotBeSubscribedToIsRefused() {
        for (String subject : List.of("", "foo.", ".foo", "a..b", "foo.>.bar", "a.".repeat(4_096) + "a")) {
            assertThrows(IllegalArgumentException.class, () -> space.add(subscription(subject, null, "1")), subject);
        }
        assertEquals(0, space.subscriptions());
    }

    @Test
    void hasInterestSeesWildcardsQueuesAndRelays() {
        assertFalse(space.hasInterest("foo.bar"));
        space.add(subscription("foo.*", "w", "1"));
        assertTrue(space.hasInterest("foo.bar"));
        assertFalse(space.hasInterest("foo"));
        space.addInterest(new Interest(new RankedRelay("r", Relay.Rank.PEER), ">", null, 1, ""));
        assertTrue(space.hasInterest("foo"));
        assertFalse(space.hasInterest("foo..bar"));
    }

    @Test
    void lowerRanksAreUsedOnlyWhenNobodyAboveTakesTheMessage() {
        RankedRelay last = new RankedRelay("last", Relay.Rank.LAST);
        RankedRelay fallback = new RankedRelay("fallback", Relay.Rank.FALLBACK);
        RankedRelay never = new RankedRelay("never", Relay.Rank.NEVER);
        space.addInterest(new Interest(never, "job", "w", 5, ""));
        assertEquals(Outcome.NOBODY, publish("job"));
        space.addInterest(new Interest(last, "job", "w", 5, ""));
        assertEquals(Outcome.DELIVERED, publish("job"));
        space.addInterest(new Interest(fallback, "job", "w", 1, ""));
        publish("job");
        Subscription here = subscription("job", "w", "here");
        space.add(here);
        publish("job");
        space.remove(here);
        publish("job");
        assertEquals(List.of("last [w]", "fallback [w]", "here job x", "fallback [w]"), got);
    }

    @Test
    void aSubscriberMayPublishOnTheSubjectItIsGiven() {
        AtomicInteger depth = new AtomicInteger();
        space.add(new Subscription(
                "foo",
                null,
                "again",
                (s, m) -> {
                    got.add("again " + m.payload());
                    return depth.incrementAndGet() < 4 ? publish("foo") : Outcome.DELIVERED;
                },
                Trait.PUBLIC));
        space.add(subscription("foo", null, "after"));
        for (int i = 0; i < 3; i++) {
            depth.set(0);
            got.clear();
            assertEquals(Outcome.DELIVERED, publish("foo"));
            assertEquals(4, got.stream().filter("again x"::equals).count());
            assertEquals(4, got.stream().filter("after foo x"::equals).count());
        }
    }

    @Test
    void aSubscriptionMayEndItselfWhileItIsDelivered() {
        Subscription[] self = new Subscription[1];
        self[0] = new Subscription(
                "foo",
                null,
                "once",
                (s, m) -> {
                    space.remove(self[0]);
                    return deliver(s, m);
                },
                Trait.PUBLIC);
        space.add(self[0]);
        assertEquals(Outcome.DELIVERED, publish("foo"));
        assertEquals(Outcome.NOBODY, publish("foo"));
        assertEquals(List.of("once foo x"), got);
    }

    @Test
    void aListenerIsToldOfWhatIsThereThenOfEveryChangeInOrder() {
        RankedRelay relay = new RankedRelay("r", Relay.Rank.PEER);
        space.add(subscription("foo", null, "1"));
        Recorder recorder = new Recorder();
        SubjectSpace.Registration registration = space.listen(recorder);
        Subscription two = subscription("bar.*", "w", "2");
        space.add(two);
        space.add(two);
        space.addInterest(new Interest(relay, "baz", "w", 1, ""));
        space.addInterest(new Interest(relay, "baz", "w", 2, ""));
        space.removeInterest(new Interest(relay, "baz", "w", 9, ""));
        space.removeInterest(new Interest(relay, "baz", "w", 9, ""));
        space.remove(two);
        registration.close();
        registration.close();
        space.add(subscription("foo", null, "3"));
        assertEquals(List.of("+1", "+2", "+baz*1", "+baz*2", "-baz*2", "-2"), recorder.told);
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromHearing() {
        Recorder recorder = new Recorder();
        space.listen(new InterestListener() {
            @Override
            public void subscribed(SubjectSpace of, Subscription subscription) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void unsubscribed(SubjectSpace of, Subscription subscription) {}
        });
        space.listen(recorder);
        space.add(subscription("foo", null, "1"));
        assertEquals(List.of("+1"), recorder.told);
        publish("foo");
        assertEquals(1, got.size());
    }

    @Test
    void aListenerHearsNothingOfWhatChangesWhileItDoesNotAttend() {
        Recorder recorder = new Recorder();
        Recorder moody = new Recorder() {
            @Override
            public boolean attends(SubjectSpace of) {
                return of.subscriptions() % 2 == 0;
            }
        };
        space.listen(recorder);
        space.listen(moody);
        Subscription second = subscription("foo", null, "2");
        space.add(subscription("foo", null, "1"));
        space.add(second);
        space.remove(second);
        assertEquals(List.of("+1", "+2", "-2"), recorder.told);
        assertEquals(List.of("+2"), moody.told);
    }

    @Test
    void aListenerThatCannotSayWhetherItAttendsIsTold() {
        Recorder broken = new Recorder() {
            @Override
            public boolean attends(SubjectSpace of) {
                throw new IllegalStateException("broken on purpose");
            }
        };
        space.listen(broken);
        space.add(subscription("foo", null, "1"));
        assertEquals(List.of("+1"), broken.told);
    }

    @Test
    void whatListenersHeardAddsUpToWhatIsThereHoweverManyThreadsChangeIt() {
        Recorder early = new Recorder();
        Recorder late = new Recorder();
        space.listen(early);
        Race.run(4, number -> {
            Seed seed = Seed.of(number);
            List<Subscription> own = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                if (own.isEmpty() || seed.random().nextInt(3) > 0) {
                    own.add(subscription(seed.pattern(List.of("t")), null, number + "." + i));
                    space.add(own.getLast());
                } else {
                    space.remove(own.remove(seed.random().nextInt(own.size())));
                }
                if (number == 0 && i == 250) {
                    space.listen(late);
                }
            }
        });
        Await.until(
                "both have heard everything",
                () -> sum(early).equals(sum(late)) && sum(early).size() == space.subscriptions());
        assertFalse(early.told.contains("calls overlap"));
        assertFalse(late.told.contains("calls overlap"));
    }

    private static Set<String> sum(Recorder recorder) {
        Set<String> present = new HashSet<>();
        for (String change : List.copyOf(recorder.told)) {
            if (change.startsWith("+")) {
                assertTrue(present.add(change.substring(1)), change + " twice");
            } else {
                assertTrue(present.remove(change.substring(1)), change + " before it was added");
            }
        }
        return present;
    }

    @Test
    void spacesAreMadeOnceAndShownToEveryone() {
        List<String> shown = new ArrayList<>();
        SubjectSpace made = spaces.obtain("A");
        spaces.forEach(each -> shown.add(each.name()));
        assertSame(made, spaces.obtain("A"));
        assertNotSame(made, spaces.obtain("B"));
        assertEquals(List.of("$G", "A", "B"), shown);
        assertEquals(Optional.of(made), spaces.find("A"));
        assertEquals(Optional.empty(), spaces.find("C"));
    }

    @Test
    void aSpaceIsMadeOnRequestOnlyIfAResolverKnowsIt() {
        assertEquals(Optional.empty(), Await.completion("resolved", spaces.resolve("known")));
        SpaceResolver broken = name -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
        SpaceResolver knows = name -> CompletableFuture.completedFuture(name.equals("known"));
        assembly = new Assembly(Map.of(SpaceResolver.POINT, List.of(broken, knows)), Map.of());
        assertEquals(Optional.empty(), Await.completion("resolved", spaces.resolve("unknown")));
        assertEquals(Optional.empty(), spaces.find("unknown"));
        Optional<SubjectSpace> made = Await.completion("resolved", spaces.resolve("known"));
        assertEquals(spaces.find("known"), made);
        assertTrue(made.isPresent());
    }

    @Test
    void aSpaceOfAnotherServerIsRefused() {
        Lanes otherLanes = new Lanes();
        Space foreign = new SpaceTable(() -> Assembly.EMPTY, otherLanes).defaultSpace();
        assertThrows(IllegalArgumentException.class, () -> spaces.own(foreign));
        otherLanes.close();
    }
}

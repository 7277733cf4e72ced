/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.message.Message;
import soma.spi.route.Interest;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.InterestListener;
import soma.spi.space.SubjectSpace.Registration;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;
import soma.spi.tck.fixture.PlainSpace;
import soma.spi.tck.fixture.Seed;

/**
 * What every {@link InterestListener} must do: what it believes equals what there is, after any sequence of changes. A
 * test extends it and gives the listener, what it believes now, and what would be right for what is in the space. The
 * space fails a listener that changes it during a call.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class InterestListenerContract {
    private static final int CHANGES = 2_000;
    private static final List<Trait> TRAITS = List.of(Trait.values());

    /** For subclasses. */
    protected InterestListenerContract() {}

    /** Makes a listener that believes nothing yet; every test makes one. */
    protected abstract InterestListener listener();

    /** Returns what the listener believes, in any wording; what it does later must be done before the return. */
    protected abstract Set<String> believed(InterestListener listener);

    /** Returns what would be right for those subscriptions and interests, in the same wording. */
    protected abstract Set<String> expected(List<Subscription> subscriptions, List<Interest> interests);

    @Test
    public void theSumOfAllChangesIsWhatThereIs() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            var space = new PlainSpace("$G");
            InterestListener listener = listener();
            Registration registration = space.listen(listener);
            for (int i = 0; i < CHANGES; i++) {
                change(space, seed);
                if (i % 50 == 0) {
                    check(space, listener, "after " + (i + 1) + " changes");
                }
            }
            registration.close();
        });
    }

    @Test
    public void whatWasThereBeforeIsKnownToo() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            var space = new PlainSpace("$G");
            for (int i = 0; i < 100; i++) {
                change(space, seed);
            }
            InterestListener listener = listener();
            space.listen(listener);
            check(space, listener, "after listening");
        });
    }

    @Test
    public void whenAllIsGoneNothingIsBelieved() {
        Seed seed = Seed.forRun();
        seed.run(() -> {
            var space = new PlainSpace("$G");
            InterestListener listener = listener();
            space.listen(listener);
            for (int i = 0; i < 200; i++) {
                change(space, seed);
            }
            space.present().forEach(space::remove);
            space.interests().forEach(space::removeInterest);
            assertEquals(expected(List.of(), List.of()), believed(listener));
        });
    }

    @Test
    public void theSameSubjectTwiceAndOnceRemovedIsStillThere() {
        var space = new PlainSpace("$G");
        InterestListener listener = listener();
        space.listen(listener);
        Subscription one = subscription("twice", null, "1", Trait.PUBLIC);
        Subscription other = subscription("twice", null, "2", Trait.PUBLIC);
        space.add(one);
        space.add(other);
        space.remove(one);
        check(space, listener, "one of two removed");
        space.remove(other);
        check(space, listener, "both removed");
    }

    private void check(PlainSpace space, InterestListener listener, String when) {
        assertEquals(expected(space.present(), space.interests()), believed(listener), when);
    }

    private static void change(PlainSpace space, Seed seed) {
        List<Subscription> present = space.present();
        List<Interest> interests = space.interests();
        switch (seed.random().nextInt(6)) {
            case 0, 1, 2 -> {
                String queue =
                        seed.random().nextInt(3) == 0 ? "q" + seed.random().nextInt(3) : null;
                space.add(subscription(seed.pattern(List.of("a", "b")), queue, "s", seed.oneOf(TRAITS)));
            }
            case 3 -> {
                if (!present.isEmpty()) {
                    space.remove(seed.oneOf(present));
                }
            }
            case 4 -> {
                String queue = seed.random().nextBoolean() ? "q" : null;
                int weight = 1 + seed.random().nextInt(5);
                space.addInterest(new Interest(ELSEWHERE, seed.pattern(List.of("a")), queue, weight, ""));
            }
            default -> {
                if (!interests.isEmpty()) {
                    space.removeInterest(seed.oneOf(new ArrayList<>(interests)));
                }
            }
        }
    }

    private static Subscription subscription(String subject, @Nullable String queue, String id, Trait trait) {
        return new Subscription(subject, queue, id, (s, message) -> Outcome.DELIVERED, trait);
    }

    private static final Relay ELSEWHERE = new Relay() {
        @Override
        public boolean accepts(Question question, Interest interest) {
            return true;
        }

        @Override
        public Rank queueRank(Question question, Interest interest) {
            return Rank.PEER;
        }

        @Override
        public int relay(Message message, List<String> queues) {
            return Outcome.DELIVERED;
        }
    };
}

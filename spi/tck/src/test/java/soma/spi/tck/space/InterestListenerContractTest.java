/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.space;

import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import soma.spi.route.Interest;
import soma.spi.space.InterestListener;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

final class InterestListenerContractTest {
    @Test
    void acceptsACorrectListener() {
        assertPasses(Right.class);
    }

    @Test
    void findsAListenerThatDoesNotCount() {
        assertFails(
                Uncounted.class, "theSameSubjectTwiceAndOnceRemovedIsStillThere", "theSumOfAllChangesIsWhatThereIs");
    }

    @Test
    void findsAListenerThatChangesTheSpace() {
        assertFails(
                Meddling.class,
                "theSameSubjectTwiceAndOnceRemovedIsStillThere",
                "theSumOfAllChangesIsWhatThereIs",
                "whatWasThereBeforeIsKnownToo",
                "whenAllIsGoneNothingIsBelieved");
    }

    /** Advertises the subjects of public subscriptions, counting how many want each. */
    static class Advertiser implements InterestListener {
        final Map<String, Integer> wanted = new TreeMap<>();

        @Override
        public void subscribed(SubjectSpace space, Subscription subscription) {
            if (subscription.trait() == Trait.PUBLIC) {
                wanted.merge(subscription.subject(), 1, Integer::sum);
            }
        }

        @Override
        public void unsubscribed(SubjectSpace space, Subscription subscription) {
            if (subscription.trait() == Trait.PUBLIC) {
                wanted.computeIfPresent(subscription.subject(), (s, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    static class Right extends InterestListenerContract {
        @Override
        protected InterestListener listener() {
            return new Advertiser();
        }

        @Override
        protected Set<String> believed(InterestListener listener) {
            return Set.copyOf(((Advertiser) listener).wanted.keySet());
        }

        @Override
        protected Set<String> expected(List<Subscription> subscriptions, List<Interest> interests) {
            return subscriptions.stream()
                    .filter(s -> s.trait() == Trait.PUBLIC)
                    .map(Subscription::subject)
                    .collect(Collectors.toSet());
        }
    }

    static class Uncounted extends Right {
        @Override
        protected InterestListener listener() {
            return new Advertiser() {
                @Override
                public void unsubscribed(SubjectSpace space, Subscription subscription) {
                    wanted.remove(subscription.subject());
                }
            };
        }
    }

    static class Meddling extends Right {
        @Override
        protected InterestListener listener() {
            return new Advertiser() {
                @Override
                public void subscribed(SubjectSpace space, Subscription subscription) {
                    super.subscribed(space, subscription);
                    space.remove(subscription);
                }
            };
        }
    }
}

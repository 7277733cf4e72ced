/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import static soma.spi.tck.fixture.ContractRun.assertFails;
import static soma.spi.tck.fixture.ContractRun.assertPasses;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.route.Forwarder;
import soma.spi.route.Interest;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.route.Subscriber;
import soma.spi.space.SubjectSpace;

final class DeliveryContractTest {
    @Test
    void acceptsACorrectSubscriber() {
        assertPasses(RightSubscriber.class);
    }

    @Test
    void findsASubscriberThatKeepsMessages() {
        assertFails(Keeping.class, "keepsNoViewAfterTheReturn", "takesFromSeveralThreadsAndKeepsTheOrderOfEach");
    }

    @Test
    void findsASubscriberThatThrows() {
        assertFails(Throwing.class, "keepsNoViewAfterTheReturn", "returnsAKnownOutcomeAndNeverThrows");
    }

    @Test
    void findsAnUnknownOutcome() {
        assertFails(Inventive.class, "aClosedSubscriptionIsNoFailure");
    }

    @Test
    void acceptsACorrectRelay() {
        assertPasses(RightRelay.class);
    }

    @Test
    void findsARelayThatKeepsItsQueues() {
        assertFails(KeepingQueues.class, "keepsNoListOfQueuesAfterTheReturn");
    }

    @Test
    void acceptsACorrectForwarder() {
        assertPasses(RightForwarder.class);
    }

    @Test
    void findsAForwarderThatDependsOnItsMood() {
        assertFails(Moody.class, "acceptsAnswersTheSameTwice");
    }

    static class RightSubscriber extends SubscriberContract {
        final List<HeldMessage> taken = new CopyOnWriteArrayList<>();

        @Override
        protected Subscriber subscriber() {
            return (subscription, message) -> {
                taken.add(message.hold());
                return Outcome.DELIVERED;
            };
        }

        @Override
        protected List<HeldMessage> taken() {
            return taken;
        }
    }

    static class Keeping extends RightSubscriber {
        private final List<Message> kept = Collections.synchronizedList(new ArrayList<>());

        @Override
        protected Subscriber subscriber() {
            return (subscription, message) -> {
                kept.add(new Message().like(message));
                return Outcome.DELIVERED;
            };
        }

        @Override
        protected List<HeldMessage> taken() {
            return kept.stream().map(Message::hold).toList();
        }
    }

    static class Throwing extends RightSubscriber {
        @Override
        protected Subscriber subscriber() {
            Subscriber right = super.subscriber();
            return (subscription, message) -> {
                if (message.payload().isEmpty()) {
                    throw new IllegalArgumentException("no payload");
                }
                return right.deliver(subscription, message);
            };
        }
    }

    static class Inventive extends RightSubscriber {
        @Override
        protected Subscriber subscriber() {
            Subscriber right = super.subscriber();
            return (subscription, message) -> subscription.isClosed() ? -1 : right.deliver(subscription, message);
        }
    }

    static class RightRelay extends RelayContract {
        final List<HeldMessage> taken = new CopyOnWriteArrayList<>();
        List<String> queues = List.of();

        @Override
        protected Relay relay() {
            return new Relay() {
                @Override
                public boolean accepts(Question question, Interest interest) {
                    return question.ingress();
                }

                @Override
                public Rank queueRank(Question question, Interest interest) {
                    return Rank.PEER;
                }

                @Override
                public int relay(Message message, List<String> chosen) {
                    taken.add(message.hold());
                    queues = keep(chosen);
                    return Outcome.DELIVERED;
                }
            };
        }

        List<String> keep(List<String> chosen) {
            return List.copyOf(chosen);
        }

        @Override
        protected List<HeldMessage> taken() {
            return taken;
        }

        @Override
        protected @Nullable List<String> lastQueues() {
            return queues;
        }
    }

    static class KeepingQueues extends RightRelay {
        @Override
        List<String> keep(List<String> chosen) {
            return chosen;
        }
    }

    static class RightForwarder extends ForwarderContract {
        final List<HeldMessage> taken = new CopyOnWriteArrayList<>();

        @Override
        protected Forwarder forwarder() {
            return new Forwarder() {
                @Override
                public boolean accepts(Question question) {
                    return RightForwarder.this.accepts();
                }

                @Override
                public int forward(SubjectSpace space, Message message, Set<String> servedQueues) {
                    taken.add(message.hold());
                    return Outcome.DELIVERED;
                }
            };
        }

        boolean accepts() {
            return true;
        }

        @Override
        protected List<HeldMessage> taken() {
            return taken;
        }
    }

    static class Moody extends RightForwarder {
        private boolean mood;

        @Override
        boolean accepts() {
            mood = !mood;
            return mood;
        }
    }
}

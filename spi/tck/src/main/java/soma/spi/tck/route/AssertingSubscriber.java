/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.subject.Subjects;

/**
 * Stands before a subscriber and checks who delivers: the subscription is this subscriber's and matches the message's
 * target, and the message is whole. What is wrong is written down; the test ends with {@link #assertClean()}. Safe for any
 * thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class AssertingSubscriber implements Subscriber {
    private final Subscriber subscriber;
    private final List<String> violations = new CopyOnWriteArrayList<>();

    /** Puts itself before a subscriber; subscriptions are to name this object. */
    public AssertingSubscriber(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    /** Fails if a delivery broke a rule. */
    public void assertClean() {
        if (!violations.isEmpty()) {
            throw new AssertionError("deliveries broke rules: " + String.join("; ", violations));
        }
    }

    @Override
    public int deliver(Subscription subscription, Message message) {
        String target = message.target().toString();
        require(equals(subscription.subscriber()), "a subscription of someone else, to " + subscription);
        require(
                Subjects.matches(subscription.subject(), target),
                "target '" + target + "' delivered to a subscription to " + subscription);
        require(Subjects.isLiteral(target) && !target.isEmpty(), "target '" + target + "' is no literal subject");
        require(!message.subject().isEmpty(), "a message without subject to " + subscription);
        int outcome = subscriber.deliver(subscription, message);
        require(
                outcome >= Outcome.DELIVERED && outcome <= Outcome.NOBODY,
                "outcome " + outcome + " of a delivery to " + subscription);
        require(target.equals(message.target().toString()), "the subscriber changed the message to " + target);
        return outcome;
    }

    @Override
    public @Nullable Participant owner() {
        return subscriber.owner();
    }

    @Override
    public boolean accepts(Subscription subscription, String subject) {
        require(Subjects.isLiteral(subject), "asked to accept '" + subject + "', which is no literal subject");
        return subscriber.accepts(subscription, subject);
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.spi.annotation.Api;
import soma.spi.message.Message;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.Outcomes;

/**
 * What every {@link Subscriber} must do. A test extends it, makes a fresh subscriber and tells what it has taken. The
 * memory of a delivered message is scribbled over, freed and guarded when {@code deliver} returns.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public abstract class SubscriberContract extends DeliveryContract {
    private @Nullable Subscription subscription;

    /** For subclasses. */
    protected SubscriberContract() {}

    /** Makes the subscriber; called before every test. */
    protected abstract Subscriber subscriber();

    /** Makes the subscription that deliveries name: to everything, plain, unless overridden. */
    protected Subscription subscription(Subscriber subscriber) {
        return new Subscription(">", null, "1", subscriber, Subscription.Trait.PUBLIC);
    }

    /** Makes subscriber and subscription. */
    @BeforeEach
    public final void subscribe() {
        subscription = subscription(subscriber());
    }

    @Override
    final int hand(Message message) {
        Subscription mine = current();
        return mine.subscriber().deliver(mine, message);
    }

    @Test
    public void aClosedSubscriptionIsNoFailure() {
        current().close();
        FleetingMessage.during(
                FleetingMessage.held(subjects().getFirst(), "", "late"), message -> Outcomes.known(hand(message)));
    }

    @Test
    public void acceptsAndOwnerAnswerTheSameTwice() {
        Subscription mine = current();
        Subscriber subscriber = mine.subscriber();
        assertEquals(subscriber.owner(), subscriber.owner(), "owner()");
        for (String subject : subjects()) {
            assertEquals(subscriber.accepts(mine, subject), subscriber.accepts(mine, subject), "accepts " + subject);
        }
    }

    private Subscription current() {
        Subscription mine = subscription;
        if (mine == null) {
            throw new IllegalStateException("not subscribed yet");
        }
        return mine;
    }
}

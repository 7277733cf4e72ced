/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;

/** Hands copies of messages over. */
record Heard(Participant owner, Consumer<HeldMessage> action) implements Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Heard.class);

    @Override
    public int deliver(Subscription subscription, Message message) {
        if (subscription.isClosed()) {
            return Outcome.SUBSCRIPTION_CLOSED;
        }
        try {
            action.accept(message.hold());
        } catch (RuntimeException e) {
            dropped(subscription, e);
        }
        return Outcome.DELIVERED;
    }

    private static void dropped(Subscription subscription, RuntimeException e) {
        LOG.error("A request on {} was dropped: {}", subscription, e.getMessage());
    }
}

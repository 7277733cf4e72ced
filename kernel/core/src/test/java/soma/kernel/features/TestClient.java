/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.kernel.route.TestServer;
import soma.spi.auth.Admission;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.ReplyGrants;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.participant.Identity;
import soma.spi.participant.Participant;
import soma.spi.participant.Participant.SubscribeResult;
import soma.spi.route.Origin;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/** A participant with a protocol of its own: it writes down what it gets as {@code subject[ <reply>] payload}. */
final class TestClient implements Subscriber {
    private final Participant self;
    private final List<String> got = new ArrayList<>();
    private int subscriptions;

    TestClient(TestServer server) {
        this(server, "$G", Authorization.ALLOW_ALL);
    }

    TestClient(TestServer server, String space, Authorization authorization) {
        Admission admission = Admission.to(server.space(space)).with(authorization);
        self = server.server().participants().admit(new Identity(1, "Test", "", ""), admission, Origin.LOCAL, true);
    }

    /** Subscribes; returns what to end it with. */
    Subscription subscribe(String subject, @Nullable String queue) {
        Subscription subscription = new Subscription(subject, queue, "s" + ++subscriptions, this, Trait.PUBLIC);
        if (self.subscribe(subscription) != SubscribeResult.ACCEPTED) {
            subscription.close();
        }
        return subscription;
    }

    void unsubscribe(Subscription subscription) {
        self.unsubscribe(subscription);
    }

    int publish(String subject) {
        return publish(subject, "", "", "x");
    }

    int publish(String subject, String reply, String headers, String payload) {
        try (MessageBuffer buffer = new MessageBuffer()) {
            return self.publish(buffer.set(subject, reply, bytes(headers), bytes(payload)));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns what it got so far. */
    List<String> got() {
        return got;
    }

    @Override
    public int deliver(Subscription subscription, Message message) {
        String reply = message.reply().isEmpty() ? "" : " <" + message.reply() + ">";
        got.add(message.subject() + reply + " " + message.payload());
        ReplyGrants grants = self.replyGrants();
        if (grants != null && !message.reply().isEmpty()) {
            grants.requestDelivered(message);
        }
        return Outcome.DELIVERED;
    }

    @Override
    public Participant owner() {
        return self;
    }
}

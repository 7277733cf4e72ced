/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler.Next;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.route.RouteVisitor;
import soma.spi.space.Subscription;
import soma.spi.subject.Subjects;
import soma.spi.tck.fixture.FleetingMessage;
import soma.spi.tck.fixture.PlainSpace;

/**
 * The end of a chain of compilers without a kernel: looks through all subscriptions for every message, and writes down
 * each delivery as {@code id: message}. Confined to one thread while it routes.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class NaiveRouter implements Next {
    private final PlainSpace space = new PlainSpace("$G");
    private final List<String> deliveries = new ArrayList<>();

    /** Makes a router of an empty space. */
    public NaiveRouter() {}

    /** Returns the space that is routed in; add and remove at will. */
    public PlainSpace space() {
        return space;
    }

    /** Adds a plain subscription that writes down its deliveries. */
    public Subscription subscribe(String pattern, String id) {
        var subscription = new Subscription(pattern, null, id, this::deliver, Subscription.Trait.PUBLIC);
        space.add(subscription);
        return subscription;
    }

    /** Returns a route that decides again for every message, by the subject of the question. */
    @Override
    public Route compile(Question question) {
        return new Route() {
            @Override
            public int execute(Message message) {
                return route(question.subject(), message);
            }

            @Override
            public int execute(Message message, RouteVisitor visitor) {
                message.visitor(visitor);
                return route(question.subject(), message);
            }
        };
    }

    /**
     * Delivers a message to whoever subscribed to a subject; the message is shown as it is. Its visitor is asked and told.
     *
     * @return {@link Outcome#DELIVERED} or {@link Outcome#NOBODY}
     */
    public int route(String subject, Message message) {
        int outcome = Outcome.NOBODY;
        for (Subscription each : space.present()) {
            if (Subjects.matches(each.subject(), subject)) {
                deliver(each, message, message.visitor());
                outcome = Outcome.DELIVERED;
            }
        }
        return outcome;
    }

    private static void deliver(Subscription to, Message message, @Nullable RouteVisitor visitor) {
        if (visitor == null) {
            to.subscriber().deliver(to, message);
        } else if (visitor.visit(to)) {
            visitor.delivered(to, to.subscriber().deliver(to, message));
        }
    }

    /** Returns the deliveries since the last call, and forgets them. */
    public List<String> takeDeliveries() {
        List<String> taken = List.copyOf(deliveries);
        deliveries.clear();
        return taken;
    }

    private int deliver(Subscription subscription, Message message) {
        deliveries.add(subscription.id() + ": " + FleetingMessage.text(message.hold()));
        return Outcome.DELIVERED;
    }
}

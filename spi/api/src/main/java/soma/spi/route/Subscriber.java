/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.space.Subscription;

/** Takes deliveries. A connection, a stream and a service import are all subscribers. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Subscriber {
    /**
     * Takes one message: copies what it needs and returns. Called by several threads at a time, not in any order among
     * them; messages of one publisher come in order. Must neither block nor throw, nor keep the message or its views.
     *
     * @return one of the constants of {@link Outcome}
     */
    @HotPath
    @RunsOn(Context.ANY_THREAD)
    int deliver(Subscription subscription, Message message);

    /** Returns the participant that owns this subscriber, for the echo rule; null if none does. */
    @RunsOn(Context.ANY_THREAD)
    default @Nullable Participant owner() {
        return null;
    }

    /** Returns how many messages the subscription has taken, for monitoring; 0 where nobody counts. */
    @RunsOn(Context.ANY_THREAD)
    default long delivered(Subscription subscription) {
        return 0;
    }

    /** Returns how many messages the subscription takes in all before it ends by itself; 0 for no limit. */
    @RunsOn(Context.ANY_THREAD)
    default long limit(Subscription subscription) {
        return 0;
    }

    /**
     * Returns whether this subscriber tells {@link Message#visitor()} itself what becomes of what it takes, since it passes
     * messages on. It is then handed every message, also where the visitor would leave deliveries out, and nobody else tells
     * of them.
     */
    @RunsOn(Context.ANY_THREAD)
    default boolean tellsVisitor() {
        return false;
    }

    /**
     * Returns whether the subscription takes messages on that literal subject at all. Asked when a route is compiled, so
     * that a subject which permissions keep from a wider subscription costs nothing per message.
     */
    @RunsOn(Context.ANY_THREAD)
    default boolean accepts(Subscription subscription, String subject) {
        return true;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.Message;
import soma.spi.space.Subscription;

/**
 * Watches what becomes of one message: one execution of a route and what subscribers do in consequence, as far as they
 * {@linkplain soma.spi.message.Message#visitor() pass it on}. Called on the publisher's thread, one call at a time; must
 * neither block nor throw.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface RouteVisitor {
    /**
     * Decides about a delivery that nothing known beforehand stands in the way of; false leaves it out and counts it as
     * delivered, and nothing more is told of it.
     */
    boolean visit(Subscription subscription);

    /**
     * Decides about a relay before it is used; false leaves it out and counts it as delivered, and nothing more is told of
     * it. The visitor may have the message show other headers, which is then so for this relay alone.
     */
    boolean visit(Relay relay, Message message);

    /** Hears what became of a delivery; not asked before if permissions, the echo rule or an end stood in the way. */
    void delivered(Subscription subscription, int outcome);

    /** Hears what became of a relay's delivery. */
    void delivered(Relay relay, int outcome);

    /** Hears of a step that is no delivery. */
    void step(RouteStep step);

    /**
     * Returns whether deliveries are made at all. Where the message goes on unwatched, it must not go on if they are not.
     */
    default boolean delivers() {
        return true;
    }
}

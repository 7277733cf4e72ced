/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.Message;

/**
 * The compiled answer to "who gets this subject from this origin". Immutable; dropped when interest or permissions
 * change. Used by one thread at a time, the one that compiled it.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface Route {
    /** The route of a subject that its publisher may not use. */
    Route DENIED = new Route() {
        @Override
        public int execute(Message message) {
            return Outcome.DENIED;
        }

        @Override
        public int execute(Message message, RouteVisitor visitor) {
            visitor.step(new RouteStep.Denied(message.target().toString()));
            return Outcome.DENIED;
        }
    };

    /**
     * Delivers to everyone on the route.
     *
     * @return {@link Outcome#DELIVERED} if anyone took it, else {@link Outcome#NOBODY}, {@link Outcome#DENIED} or
     *     {@link Outcome#DISCARDED}
     */
    @HotPath
    int execute(Message message);

    /**
     * Does the same while telling the visitor what happens; for message tracing. A route that runs others hands the visitor
     * on to them.
     */
    int execute(Message message, RouteVisitor visitor);

    /** Returns whether this route may be kept for the next message on the same subject. */
    default boolean cacheable() {
        return true;
    }
}

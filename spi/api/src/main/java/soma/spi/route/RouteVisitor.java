/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.space.Subscription;

/** Watches one execution of a route. Called on the publisher's thread; must neither block nor throw. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface RouteVisitor {
    /** Decides about a delivery before it is made; false leaves it out and counts it as delivered. */
    boolean visit(Subscription subscription);

    /** Decides about a relay before it is used; false leaves it out and counts it as delivered. */
    boolean visit(Relay relay);

    /** Hears what became of a delivery. */
    void delivered(Subscription subscription, int outcome);

    /** Hears what became of a relay's delivery. */
    void delivered(Relay relay, int outcome);

    /** Hears of a compiler's own step, such as a subject mapping. */
    void note(String step, String detail);
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.space;

import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.route.Interest;

/**
 * Hears of interest coming and going in a space. Calls for one space never overlap and come in the order of the changes.
 * A listener must not add to or remove from the same space during a call; what it throws is logged.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface InterestListener {
    /**
     * Returns whether it wants to hear of what changes now; yes unless overridden. Asked with each change by the thread that makes
     * it, with the space locked: must be quick, and neither block nor touch the space. What is changed while it says no it is
     * never told, so only a listener that keeps no account of what there is may say so. If it throws, that is logged and counts
     * as yes.
     */
    default boolean attends(SubjectSpace space) {
        return true;
    }

    /** Hears that a subscription was added. */
    void subscribed(SubjectSpace space, Subscription subscription);

    /** Hears that a subscription was removed. */
    void unsubscribed(SubjectSpace space, Subscription subscription);

    /** Hears that a relay's interest was added or took the place of an earlier one. */
    default void interestAdded(SubjectSpace space, Interest interest) {}

    /** Hears that a relay's interest was removed. */
    default void interestRemoved(SubjectSpace space, Interest interest) {}
}

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
    /** Hears that a subscription was added. */
    void subscribed(SubjectSpace space, Subscription subscription);

    /** Hears that a subscription was removed. */
    void unsubscribed(SubjectSpace space, Subscription subscription);

    /** Hears that a relay's interest was added or took the place of an earlier one. */
    default void interestAdded(SubjectSpace space, Interest interest) {}

    /** Hears that a relay's interest was removed. */
    default void interestRemoved(SubjectSpace space, Interest interest) {}
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.protocol;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.space.Subscription;

/**
 * A subscription at one moment, for monitoring. Holds on to nothing.
 *
 * @param subject   the subject, which may hold wildcards
 * @param queue     the queue group; null for a plain subscription
 * @param id        what its subscriber calls it
 * @param delivered how many messages it has taken; 0 where nobody counts
 * @param limit     how many it takes in all before it ends by itself; 0 for no limit
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record SubscriptionView(String subject, @Nullable String queue, String id, long delivered, long limit) {
    /** Returns what a subscription is now. */
    public static SubscriptionView of(Subscription subscription) {
        return new SubscriptionView(
                subscription.subject(),
                subscription.queue(),
                subscription.id(),
                subscription.subscriber().delivered(subscription),
                subscription.subscriber().limit(subscription));
    }
}

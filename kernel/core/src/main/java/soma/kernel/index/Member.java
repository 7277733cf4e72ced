/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import org.jspecify.annotations.Nullable;
import soma.kernel.lane.ClientSink;
import soma.spi.space.Subscription;

/** A subscription in the index. Its place in its list belongs to whoever changes the index. */
public final class Member {
    private final Subscription subscription;
    private final @Nullable ClientSink sink;
    int place = -1;

    /**
     * Makes a member that is in no index yet.
     *
     * @param sink where deliveries are staged directly, or null to call the subscriber
     */
    public Member(Subscription subscription, @Nullable ClientSink sink) {
        this.subscription = subscription;
        this.sink = sink;
    }

    /** Returns the subscription. */
    public Subscription subscription() {
        return subscription;
    }

    /** Returns where deliveries are staged directly, or null to call the subscriber. */
    public @Nullable ClientSink sink() {
        return sink;
    }
}

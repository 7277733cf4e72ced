/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import soma.spi.annotation.Api;

/** What became of one delivery or one publish. Plain integers, since they are returned once per delivery. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Outcome {
    /** Somebody took it. */
    public static final int DELIVERED = 0;

    /** It was the publisher's own subscription, and the publisher wants no echo. */
    public static final int ECHO_SUPPRESSED = 1;

    /** The subscription had ended. */
    public static final int SUBSCRIPTION_CLOSED = 2;

    /** Permissions forbid it. */
    public static final int DENIED = 3;

    /** The subscriber's connection had ended. */
    public static final int CONNECTION_CLOSED = 4;

    /** The subscription has had all the messages that it asked for. */
    public static final int LIMIT_REACHED = 5;

    /** Nobody wanted it. */
    public static final int NOBODY = 6;

    /** It was taken out of circulation: nobody got it, and its publisher is told nothing. */
    public static final int DISCARDED = 7;

    /** The subscriber's connection is congested, and no publisher is held up for it. */
    public static final int CONGESTED = 8;

    private Outcome() {}
}

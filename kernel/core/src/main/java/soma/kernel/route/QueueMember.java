/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import soma.spi.space.Subscription;

/** One way to serve a queue group. */
sealed interface QueueMember {
    /** A client connection of this server. */
    record Client(Delivery delivery) implements QueueMember {}

    /** Another subscriber of this server. */
    record Local(Subscription subscription) implements QueueMember {}

    /** A relay, by its place in the route. */
    record Remote(int relay) implements QueueMember {}
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.message;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;

/**
 * Which queue groups a delivery is for. A server that passes a message on names the groups that the receiver should
 * serve. Immutable.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class QueueScope {
    /** Every group. */
    public static final QueueScope ALL = new QueueScope(null);

    /** No group: plain subscriptions only. */
    public static final QueueScope NONE = new QueueScope(Set.of());

    private final @Nullable Set<String> names;

    private QueueScope(@Nullable Set<String> names) {
        this.names = names;
    }

    /** Returns the scope of just these groups. */
    public static QueueScope only(Set<String> names) {
        return new QueueScope(Set.copyOf(names));
    }

    /** Returns whether a group belongs to the scope. */
    @HotPath
    public boolean includes(String queue) {
        return names == null || names.contains(queue);
    }
}

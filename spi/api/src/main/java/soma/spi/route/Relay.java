/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.RouteCompiler.Question;

/**
 * A connection that stands for many subscribers elsewhere. Gets a message at most once per publish, with the queue groups
 * it was chosen for.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@RunsOn(Context.ANY_THREAD)
public interface Relay {
    /** Returns whether that plain interest is served for what is asked. Asked when a route is compiled; must be pure. */
    boolean accepts(Question question, Interest interest);

    /** Returns how readily a queue group should pick that interest for what is asked. Asked when a route is compiled. */
    Rank queueRank(Question question, Interest interest);

    /**
     * Passes a message on. Same rules as {@link Subscriber#deliver}.
     *
     * @param queues the queue groups it was chosen for, empty for plain interest only; valid during the call
     * @return one of the constants of {@link Outcome}
     */
    @HotPath
    int relay(Message message, List<String> queues);

    /** Returns the participant of the connection, to tell of it; null if there is none. */
    default @Nullable Participant owner() {
        return null;
    }

    /** How readily a queue group picks a member behind this relay. */
    enum Rank {
        /** Chosen at random along with the members of this server. */
        PEER,
        /** Chosen only when no peer took it; preferred to {@link #LAST}. */
        FALLBACK,
        /** Chosen only when nobody else took it. */
        LAST,
        /** Never chosen. */
        NEVER
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import soma.spi.annotation.Api;
import soma.spi.protocol.Protocol.Session;
import soma.spi.protocol.SessionView;

/** Open and lately closed sessions of every protocol. Safe for any thread. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Sessions {
    /** Returns a number for a new session, from the counter that all protocols share. */
    long nextId();

    /** Takes up a session that has been opened. */
    void opened(Session session);

    /** Tells session listeners that a session was admitted. */
    void admitted(Session session);

    /** Tells session listeners that a session was refused, and why; the caller still ends it. */
    void refused(Session session, String reason);

    /** Returns the open session of that number. */
    Optional<Session> find(long id);

    /** Lets go of a session that has ended, keeping its view among the closed ones. */
    void ended(Session session, String reason);

    /** Returns how many are open. */
    int count();

    /** Calls back for every open session. */
    void forEach(Consumer<Session> action);

    /**
     * Returns what all sessions exchanged since the start, open and ended ones. Beyond a bound of many kinds and spaces what
     * more there is counts as of kind {@code Others}.
     */
    Map<Traffic.Of, Traffic> traffic();

    /** Returns the sessions that ended lately, newest last. */
    List<ClosedSession> closed();

    /**
     * A session that has ended.
     *
     * @param session what was known of it at the end
     * @param ended   when
     * @param reason  why, in the words of monitoring
     */
    record ClosedSession(SessionView session, Instant ended, String reason) {}
}

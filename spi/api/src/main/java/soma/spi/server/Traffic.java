/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.server;

import soma.spi.annotation.Api;
import soma.spi.protocol.SessionView;

/**
 * Messages and bytes that sessions exchanged.
 *
 * @param sessions      how many sessions that were
 * @param messagesIn    messages they sent
 * @param messagesOut   messages they were sent
 * @param bytesIn       bytes of the messages they sent
 * @param bytesOut      bytes of the messages they were sent
 * @param slowConsumers how many of them were closed since they took too little
 * @param stale         how many of them were closed since they did not answer
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Traffic(
        long sessions, long messagesIn, long messagesOut, long bytesIn, long bytesOut, long slowConsumers, long stale) {
    /** Nothing. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0);

    /**
     * Whose traffic it is.
     *
     * @param kind  the kind of the sessions in the words of monitoring, {@code Client}
     * @param space the name of their subject space; empty for those never admitted
     */
    public record Of(String kind, String space) {}

    /** Returns what one session exchanged. */
    public static Traffic of(SessionView view) {
        return new Traffic(1, view.messagesIn(), view.messagesOut(), view.bytesIn(), view.bytesOut(), 0, 0);
    }

    /** Returns this and other traffic. */
    public Traffic plus(Traffic other) {
        return new Traffic(
                sessions + other.sessions,
                messagesIn + other.messagesIn,
                messagesOut + other.messagesOut,
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut,
                slowConsumers + other.slowConsumers,
                stale + other.stale);
    }

    /** Returns the same traffic of sessions one of which was closed since it took too little. */
    public Traffic withSlowConsumer() {
        return new Traffic(sessions, messagesIn, messagesOut, bytesIn, bytesOut, slowConsumers + 1, stale);
    }

    /** Returns the same traffic of sessions one of which was closed since it did not answer. */
    public Traffic withStale() {
        return new Traffic(sessions, messagesIn, messagesOut, bytesIn, bytesOut, slowConsumers, stale + 1);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.session;

import soma.spi.protocol.SessionView;

/**
 * Messages and bytes that sessions exchanged.
 *
 * @param sessions    how many sessions that were
 * @param messagesIn  messages they sent
 * @param messagesOut messages they were sent
 * @param bytesIn     bytes of the messages they sent
 * @param bytesOut    bytes of the messages they were sent
 */
public record Traffic(long sessions, long messagesIn, long messagesOut, long bytesIn, long bytesOut) {
    /** Nothing. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

    /** Returns this and what one more session exchanged. */
    Traffic plus(SessionView view) {
        return new Traffic(
                sessions + 1,
                messagesIn + view.messagesIn(),
                messagesOut + view.messagesOut(),
                bytesIn + view.bytesIn(),
                bytesOut + view.bytesOut());
    }

    /** Returns this and other traffic. */
    public Traffic plus(Traffic other) {
        return new Traffic(
                sessions + other.sessions,
                messagesIn + other.messagesIn,
                messagesOut + other.messagesOut,
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import soma.spi.participant.Identity;
import soma.spi.protocol.SessionView;

/** What a session looked like when it ended. Holds on to nothing of the session, so that its memory can go. */
record ClosedView(
        Identity identity,
        String protocol,
        String space,
        String remoteAddress,
        Instant started,
        Instant lastActivity,
        Duration rtt,
        long messagesIn,
        long messagesOut,
        long bytesIn,
        long bytesOut,
        long pendingBytes,
        int subscriptions,
        Map<String, Object> details)
        implements SessionView {
    static ClosedView of(SessionView view) {
        return new ClosedView(
                view.identity(),
                view.protocol(),
                view.space(),
                view.remoteAddress(),
                view.started(),
                view.lastActivity(),
                view.rtt(),
                view.messagesIn(),
                view.messagesOut(),
                view.bytesIn(),
                view.bytesOut(),
                view.pendingBytes(),
                view.subscriptions(),
                Collections.unmodifiableMap(new LinkedHashMap<>(view.details())));
    }
}

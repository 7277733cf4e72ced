/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Admission;
import soma.spi.participant.Identity;
import soma.spi.protocol.SessionView;
import soma.spi.protocol.SubscriptionView;

/**
 * What a session looked like at one moment. Holds on to nothing of the session, so that its memory can go; its numbers
 * stand still, so that they can be sorted by.
 */
public record FrozenView(
        Identity identity,
        String claimedUser,
        boolean isListed,
        String protocol,
        String space,
        @Nullable Admission admission,
        @Nullable SSLSession security,
        boolean isSecuredFirst,
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
        List<SubscriptionView> subscriptionList,
        Map<String, Object> details)
        implements SessionView {
    /** Returns what a view shows now, without the subscriptions one by one. */
    public static FrozenView of(SessionView view) {
        return frozen(view, List.of());
    }

    /** Returns what a view shows now, with its subscriptions unless there are more than so many. */
    public static FrozenView whole(SessionView view, int most) {
        return frozen(view, view.subscriptions() > most ? List.of() : view.subscriptionList());
    }

    private static FrozenView frozen(SessionView view, List<SubscriptionView> subscriptions) {
        return new FrozenView(
                view.identity(),
                view.claimedUser(),
                view.isListed(),
                view.protocol(),
                view.space(),
                view.admission(),
                view.security(),
                view.isSecuredFirst(),
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
                List.copyOf(subscriptions),
                Collections.unmodifiableMap(new LinkedHashMap<>(view.details())));
    }
}

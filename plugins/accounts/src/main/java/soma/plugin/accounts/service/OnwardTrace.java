/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.space.Subscription;

/**
 * What becomes of the trace of one request in the exporter's space: this server's part goes on to whoever watches the request,
 * and other servers are told a subject that leads back to where the requester wants it. Confined to one thread.
 */
final class OnwardTrace {
    /** What the header says of messages that must not be traced; no subject. */
    static final byte[] NOT_TRACED = "trace disabled".getBytes(StandardCharsets.US_ASCII);

    /** The request is not traced. */
    static final OnwardTrace NONE = new OnwardTrace(null, null, null);

    /** The trace ends here. */
    static final OnwardTrace ENDED = new OnwardTrace(NOT_TRACED, null, null);

    private final byte @Nullable [] destination;
    private final @Nullable PendingReply awaited;
    private final @Nullable Watch watch;

    private OnwardTrace(byte @Nullable [] destination, @Nullable PendingReply awaited, @Nullable Watch watch) {
        this.destination = destination;
        this.awaited = awaited;
        this.watch = watch;
    }

    /**
     * Makes one that goes on.
     *
     * @param awaited where the parts of other servers are awaited; null for nowhere
     * @param visitor who watches the request; null for nobody
     */
    OnwardTrace(@Nullable PendingReply awaited, @Nullable RouteVisitor visitor) {
        this(
                awaited == null ? NOT_TRACED : awaited.mapped().getBytes(StandardCharsets.UTF_8),
                awaited,
                visitor == null ? null : new Watch(visitor));
    }

    /** Returns what the header says from now on; null if there is none. */
    byte @Nullable [] destination() {
        return destination;
    }

    /** Returns who watches the request in the exporter's space; null for nobody. */
    @Nullable
    RouteVisitor visitor() {
        return watch;
    }

    /** Hears what became of the request: other servers can send their parts only if it went there. */
    void published(int outcome) {
        boolean stays = watch != null && !watch.relayed;
        if (awaited != null && (stays || outcome != Outcome.DELIVERED)) {
            awaited.end();
        }
    }

    /** Passes everything on, and remembers whether the request left this server. */
    private static final class Watch implements RouteVisitor {
        private final RouteVisitor visitor;
        private boolean relayed;

        Watch(RouteVisitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public boolean visit(Subscription subscription) {
            return visitor.visit(subscription);
        }

        @Override
        public boolean visit(Relay relay, Message message) {
            relayed = true;
            return visitor.visit(relay, message);
        }

        @Override
        public void delivered(Subscription subscription, int outcome) {
            visitor.delivered(subscription, outcome);
        }

        @Override
        public void delivered(Relay relay, int outcome) {
            visitor.delivered(relay, outcome);
        }

        @Override
        public void step(RouteStep step) {
            visitor.step(step);
        }

        @Override
        public boolean delivers() {
            return visitor.delivers();
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.kernel.session.FrozenView;
import soma.spi.config.Durations;
import soma.spi.protocol.SessionView;
import soma.spi.server.Sessions.ClosedSession;

/**
 * A connection as {@code connz} lists it.
 *
 * @param view   what is known of it
 * @param closed when and why it ended; null for an open one
 */
record Connection(SessionView view, @Nullable ClosedSession closed) {
    /** Returns the same connection with numbers that stand still. */
    Connection frozen() {
        return closed == null ? new Connection(FrozenView.of(view), null) : this;
    }

    /** Returns when it ended, or else now. */
    Instant end(Instant now) {
        return closed == null ? now : closed.ended();
    }

    String reason() {
        return closed == null ? "" : closed.reason();
    }

    Duration uptime(Instant now) {
        return Duration.between(view.started(), end(now));
    }

    Duration idle(Instant now) {
        return Duration.between(view.lastActivity(), now);
    }

    /** Returns its fields; what the protocol says about itself takes the place of what is said here. */
    Map<String, Object> fields(Instant now, String defaultSpace, boolean withAuth) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("cid", view.identity().id());
        fields.put("kind", view.identity().kind());
        if (view.protocol().equals("client")) {
            fields.put("type", "nats");
        }
        address(fields);
        fields.put("start", GoTime.format(view.started()));
        fields.put("last_activity", GoTime.format(view.lastActivity()));
        if (closed != null) {
            fields.put("stop", GoTime.format(closed.ended()));
            fields.put("reason", closed.reason());
        }
        fields.put("rtt", Durations.format(view.rtt()));
        fields.put("uptime", GoTime.uptime(uptime(now)));
        fields.put("idle", GoTime.uptime(idle(now)));
        traffic(fields);
        if (!view.identity().name().isEmpty()) {
            fields.put("name", view.identity().name());
        }
        fields.putAll(view.details());
        if (withAuth) {
            auth(fields, defaultSpace);
        }
        return fields;
    }

    private void address(Map<String, Object> fields) {
        String address = view.remoteAddress();
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        boolean hasPort = colon >= 0 && port.matches("\\d{1,5}");
        String host = hasPort ? address.substring(0, colon) : address;
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        fields.put("ip", brackets ? host.substring(1, host.length() - 1) : host);
        fields.put("port", hasPort ? Integer.parseInt(port) : 0);
    }

    private void traffic(Map<String, Object> fields) {
        fields.put("pending_bytes", view.pendingBytes());
        fields.put("in_msgs", view.messagesIn());
        fields.put("out_msgs", view.messagesOut());
        fields.put("in_bytes", view.bytesIn());
        fields.put("out_bytes", view.bytesOut());
        fields.put("subscriptions", view.subscriptions());
    }

    private void auth(Map<String, Object> fields, String defaultSpace) {
        if (!view.identity().user().isEmpty()) {
            fields.put("authorized_user", view.identity().user());
        }
        if (!view.space().isEmpty() && !view.space().equals(defaultSpace)) {
            fields.put("account", view.space());
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import soma.kernel.report.ConnectionQuery.Listing;
import soma.kernel.session.FrozenView;
import soma.spi.auth.Admission;
import soma.spi.config.Durations;
import soma.spi.protocol.SessionView;
import soma.spi.report.Times;
import soma.spi.server.Sessions.ClosedSession;

/**
 * A connection as monitoring lists it.
 *
 * @param view   what is known of it
 * @param closed when and why it ended; null if it is open
 */
record Connection(SessionView view, @Nullable ClosedSession closed) {
    /** The space whose connections are listed without its name. */
    private static final String DEFAULT_SPACE = "$G";

    /** So many fields a connection has, with those that plugins add. */
    private static final int USUAL_FIELDS = 32;

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    /** Returns the same connection with numbers that stand still. */
    Connection frozen() {
        return closed == null && !(view instanceof FrozenView) ? new Connection(FrozenView.of(view), null) : this;
    }

    long id() {
        return view.identity().id();
    }

    boolean isOf(String kind) {
        return view.identity().kind().equals(kind);
    }

    /** Returns whether it is one of those that are listed. */
    boolean isListed() {
        return view.isListed();
    }

    /** Returns as whom it was let in, or asked to be. */
    String user() {
        String user = view.identity().user();
        return user.isEmpty() ? view.claimedUser() : user;
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

    /** Returns its fields; what the protocol says of itself takes the place of what is said here. */
    Map<String, Object> fields(Instant now, boolean withAuth, Listing list) {
        Map<String, Object> fields = LinkedHashMap.newLinkedHashMap(USUAL_FIELDS);
        fields.put("cid", id());
        fields.put("kind", view.identity().kind());
        if (view.protocol().equals("client")) {
            fields.put("type", "nats");
        }
        address(fields);
        times(fields, now);
        traffic(fields);
        if (!view.identity().name().isEmpty()) {
            fields.put("name", view.identity().name());
        }
        fields.putAll(view.details());
        if (withAuth) {
            auth(fields);
        }
        SubscriptionFields.add(fields, this, list);
        return fields;
    }

    private void address(Map<String, Object> fields) {
        String address = view.remoteAddress();
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        boolean hasPort = colon >= 0 && PORT.matcher(port).matches();
        String host = hasPort ? address.substring(0, colon) : address;
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        fields.put("ip", brackets ? host.substring(1, host.length() - 1) : host);
        fields.put("port", hasPort ? Integer.parseInt(port) : 0);
    }

    private void times(Map<String, Object> fields, Instant now) {
        fields.put("start", Times.rfc3339(view.started()));
        fields.put("last_activity", Times.rfc3339(view.lastActivity()));
        if (closed != null) {
            fields.put("stop", Times.rfc3339(closed.ended()));
            fields.put("reason", closed.reason());
        }
        fields.put("rtt", Durations.format(view.rtt()));
        fields.put("uptime", GoTime.uptime(uptime(now)));
        fields.put("idle", GoTime.uptime(idle(now)));
    }

    private void traffic(Map<String, Object> fields) {
        fields.put("pending_bytes", view.pendingBytes());
        fields.put("in_msgs", view.messagesIn());
        fields.put("out_msgs", view.messagesOut());
        fields.put("in_bytes", view.bytesIn());
        fields.put("out_bytes", view.bytesOut());
        fields.put("subscriptions", view.subscriptions());
    }

    private void auth(Map<String, Object> fields) {
        if (!user().isEmpty()) {
            fields.put("authorized_user", user());
        }
        if (!view.space().isEmpty()) {
            if (!view.space().equals(DEFAULT_SPACE)) {
                fields.put("account", view.space());
            }
            // as in nats-server, which has no name for the default account of one that is closed
            if (closed == null || !view.space().equals(DEFAULT_SPACE)) {
                fields.put("name_tag", view.space());
            }
        }
        Admission admission = view.admission();
        if (admission != null && !admission.tags().isEmpty()) {
            fields.put("tags", admission.tags());
        }
    }
}

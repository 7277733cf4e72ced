/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.message;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.participant.Participant;
import soma.spi.route.Origin;
import soma.spi.route.RouteVisitor;

/**
 * A message on its way through the server: views into the memory it was read into. Valid only until the call that
 * handed it over returns, and only on that thread; {@link #hold()} makes a copy that lives on.
 *
 * <p>{@code subject} is what subscribers see, {@code target} what subscriptions are matched on. They differ only when a
 * plugin delivers a stored message to an inbox, say.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@HotPath
public final class Message {
    private final ByteView subject = new ByteView();
    private final ByteView target = new ByteView();
    private final ByteView reply = new ByteView();
    private final ByteView headers = new ByteView();
    private final ByteView payload = new ByteView();
    private @Nullable Participant source;
    private Origin origin = Origin.LOCAL;
    private QueueScope queueScope = QueueScope.ALL;
    private @Nullable Object attachment;
    private @Nullable RouteVisitor visitor;

    /** Makes a message that points at nothing yet. */
    public Message() {}

    /** Returns what subscribers see. For an ordinary publish it shows the same bytes as {@link #target()}. */
    public ByteView subject() {
        return subject;
    }

    /** Returns what subscriptions are matched on. */
    public ByteView target() {
        return target;
    }

    /** Returns the reply subject; empty for none. */
    public ByteView reply() {
        return reply;
    }

    /** Returns the whole header block with its version line and closing blank line; empty for none. */
    public ByteView headers() {
        return headers;
    }

    /** Returns the payload without headers. */
    public ByteView payload() {
        return payload;
    }

    /** Returns who published it, or null when a plugin published it straight into a space. */
    public @Nullable Participant source() {
        return source;
    }

    /** Sets who publishes. */
    public void source(@Nullable Participant participant) {
        source = participant;
    }

    /** Returns where the message entered this server. */
    public Origin origin() {
        return origin;
    }

    /** Sets where the message entered this server. */
    public void origin(Origin from) {
        origin = from;
    }

    /** Returns which queue groups this server should serve. */
    public QueueScope queueScope() {
        return queueScope;
    }

    /** Sets which queue groups this server should serve. */
    public void queueScope(QueueScope scope) {
        queueScope = scope;
    }

    /** Returns what a plugin hung on the message for its own later steps, or null. */
    public @Nullable Object attachment() {
        return attachment;
    }

    /** Hangs something on the message. */
    public void attachment(@Nullable Object value) {
        attachment = value;
    }

    /**
     * Returns who watches what becomes of the message, or null. A subscriber that publishes it on in a message
     * {@linkplain #like like} it has that watched too.
     */
    public @Nullable RouteVisitor visitor() {
        return visitor;
    }

    /** Sets who watches what becomes of the message. */
    public void visitor(@Nullable RouteVisitor watcher) {
        visitor = watcher;
    }

    /** Points subject and target at the same bytes. */
    public Message address(ByteView literal) {
        subject.wrap(literal);
        target.wrap(literal);
        return this;
    }

    /** Points at the parts of another message, taking over everything else of it too. */
    public Message like(Message other) {
        subject.wrap(other.subject);
        target.wrap(other.target);
        reply.wrap(other.reply);
        headers.wrap(other.headers);
        payload.wrap(other.payload);
        source = other.source;
        origin = other.origin;
        queueScope = other.queueScope;
        attachment = other.attachment;
        visitor = other.visitor;
        return this;
    }

    /** Points at nothing and forgets everything else, so that no reference outlives the call. */
    public void reset() {
        subject.clear();
        target.clear();
        reply.clear();
        headers.clear();
        payload.clear();
        source = null;
        origin = Origin.LOCAL;
        queueScope = QueueScope.ALL;
        attachment = null;
        visitor = null;
    }

    /** Returns a copy that owns its bytes, for use after the call or on another thread. */
    public HeldMessage hold() {
        return new HeldMessage(subject.toString(), reply.toString(), headers.copy(), payload.copy());
    }
}

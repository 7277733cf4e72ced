/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.kernel.assembly.Assembly;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Words;
import soma.kernel.participant.SessionParticipant;
import soma.kernel.route.CachedRoute;
import soma.kernel.route.Publisher;
import soma.kernel.route.Taps;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.route.PublishTap;
import soma.spi.route.ReservedReply;

/**
 * Publishes the messages of one client session in the order of checks that nats-server has. Confined to the session's loop.
 */
@HotPath
final class ClientPublisher {
    private static final byte[][] NONE = {};

    private final ClientSession session;
    private final Lane lane;
    private final Frame frame;
    private final NoResponders noResponders;
    private @Nullable SessionParticipant participant;
    private @Nullable Publisher publisher;
    private @Nullable CachedRoute last;
    private ConnectOptions options = ConnectOptions.INITIAL;
    private byte[][] reserved = NONE;
    private Assembly reservedOf = Assembly.EMPTY;
    private Taps taps = Taps.NONE;
    private final ByteView headers = new ByteView();
    private final ByteView tapped = new ByteView();
    private boolean traced;
    private long messages;
    private long bytes;

    ClientPublisher(ClientSession session, Lane lane) {
        this.session = session;
        this.lane = lane;
        this.frame = lane.frame();
        this.noResponders = new NoResponders(session);
    }

    /** Publishes as that participant from now on; null for nobody. */
    void admit(@Nullable SessionParticipant admitted) {
        participant = admitted;
        publisher = admitted == null ? null : admitted.publisher(lane);
        last = null;
    }

    void options(ConnectOptions changed) {
        options = changed;
    }

    /** Takes note of whether every message must be logged, and of what plugins reserve; once per read. */
    void prepare(Assembly assembly, boolean trace) {
        traced = trace;
        if (assembly != reservedOf) {
            List<ReservedReply> replies = assembly.extensions(ReservedReply.POINT);
            reserved = replies.stream()
                    .map(reply -> reply.prefix().getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            taps = Taps.of(assembly);
            reservedOf = assembly;
        }
    }

    /** Returns whether messages may be published without a look at anything else first. */
    boolean isOpen() {
        return publisher != null && !traced;
    }

    /** Returns whether messages may have headers. */
    boolean takesHeaders() {
        return options.headers();
    }

    /** Returns how many messages were published, permitted or not. May be read by any thread, a little late. */
    long messages() {
        return messages;
    }

    /** Returns how many bytes they had. May be read by any thread, a little late. */
    long bytes() {
        return bytes;
    }

    /** Publishes the frame. */
    void publish() {
        SessionParticipant source = participant;
        Publisher on = publisher;
        if (source == null || on == null) {
            return;
        }
        messages++;
        bytes += frame.size();
        if (traced) {
            session.trace().in(frame);
        }
        if (options.pedantic() && !isLiteral()) {
            session.error(ClientErrors.PUBLISH_SUBJECT);
        }
        if (frame.headerLength() > 0 && !taps.isEmpty()) {
            PublishTap tap = taps.find(frame, headers, tapped);
            if (tap != null) {
                publish(tap, on, source);
                return;
            }
        }
        CachedRoute route = on.find(frame, last);
        if (route != null && Publisher.isDenied(route)) {
            last = route;
            undelivered(Outcome.DENIED, source, route);
            return;
        }
        if (mayNotAskThere()) {
            session.error(ClientErrors.replyDenied(text(frame.reply(), frame.replyLength())));
            return;
        }
        publish(on, route, source);
    }

    private void publish(PublishTap tap, Publisher on, SessionParticipant source) {
        int outcome = on.publish(tap, frame, source, mayNotAskThere());
        switch (outcome) {
            case Outcome.DENIED -> session.error(ClientErrors.publishDenied(on.missed()));
            case Publisher.REPLY_DENIED ->
                session.error(ClientErrors.replyDenied(text(frame.reply(), frame.replyLength())));
            case Outcome.DISCARDED -> {
                // whatever there is to say has been said
            }
            default -> {
                confirm();
                if (outcome != Outcome.DELIVERED && frame.replyLength() > 0 && options.noResponders()) {
                    noResponders.answer(frame, on.missed(), source);
                }
            }
        }
    }

    /** Tells taps of a message that is refused before it is complete; its headers may have been read in part. */
    void refused(Message message, int size, String reason) {
        SessionParticipant source = participant;
        PublishTap tap = source == null || taps.isEmpty() ? null : taps.find(message.headers(), tapped);
        if (tap != null) {
            message.source(source);
            tap.refused(message, size, reason);
        }
    }

    private boolean mayNotAskThere() {
        return reserved.length > 0 && frame.replyLength() > 0 && isReserved();
    }

    private void publish(Publisher on, @Nullable CachedRoute route, SessionParticipant source) {
        int outcome;
        if (route == null) {
            confirm();
            outcome = on.publishOnce(frame, source);
        } else {
            last = route;
            boolean mayBeDenied = Publisher.mayDeny(route);
            if (!mayBeDenied) {
                confirm();
            }
            outcome = on.publish(route, frame, source);
            if (mayBeDenied && outcome != Outcome.DENIED) {
                confirm();
            }
        }
        if (outcome != Outcome.DELIVERED) {
            undelivered(outcome, source, route);
        }
    }

    private void confirm() {
        if (options.verbose()) {
            session.ok();
        }
    }

    private void undelivered(int outcome, SessionParticipant source, @Nullable CachedRoute route) {
        if (outcome == Outcome.DENIED) {
            session.error(ClientErrors.publishDenied(subject(route)));
        } else if (frame.replyLength() > 0 && options.noResponders()) {
            noResponders.answer(frame, subject(route), source);
        }
    }

    /** Returns the subject to tell the client of: the one that its message went to, perhaps by a mapping. */
    private byte[] subject(@Nullable CachedRoute route) {
        Publisher on = publisher;
        byte[] mapped = route == null ? null : route.mappedTo();
        if (mapped == null && route != null && Publisher.mayDeny(route) && on != null) {
            mapped = on.missed();
        }
        return mapped == null ? Words.bytes(frame.memory(), frame.subject(), frame.subjectLength()) : mapped;
    }

    /** Looks for empty tokens and whole wildcards, as a pedantic client wants it. */
    private boolean isLiteral() {
        MemorySegment memory = frame.memory();
        long end = frame.subject() + frame.subjectLength();
        long token = frame.subject();
        for (long at = token; at <= end; at++) {
            if (at < end && memory.get(Words.BYTE, at) != '.') {
                continue;
            }
            byte first = at == token ? (byte) '.' : memory.get(Words.BYTE, token);
            if (at == token || (at - token == 1 && (first == '*' || first == '>'))) {
                return false;
            }
            token = at + 1;
        }
        return true;
    }

    private boolean isReserved() {
        for (byte[] prefix : reserved) {
            if (frame.replyLength() > prefix.length && startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWith(byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (frame.memory().get(Words.BYTE, frame.reply() + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private String text(long at, int length) {
        return Words.text(frame.memory(), at, length);
    }
}

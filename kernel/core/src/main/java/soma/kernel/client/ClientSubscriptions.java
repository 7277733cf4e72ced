/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import soma.kernel.index.Member;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.Lanes;
import soma.kernel.participant.SessionParticipant;
import soma.kernel.space.Space;
import soma.spi.message.ByteView;
import soma.spi.protocol.SubscriptionView;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/** The subscriptions of one client session by the id that the client gave them. Confined to the session's loop. */
final class ClientSubscriptions {
    /** A queue name that only servers among themselves may use. */
    private static final String RESERVED_QUEUE = "_sys_";

    private final ClientSession session;
    private final Lanes lanes;
    private final Map<String, Entry> byId = new ConcurrentHashMap<>(4);
    private volatile int count;

    private record Entry(Subscription subscription, ClientSink sink) {}

    ClientSubscriptions(ClientSession session, Lanes lanes) {
        this.session = session;
        this.lanes = lanes;
    }

    /** Returns how many there are. Any thread may call this. */
    int count() {
        return count;
    }

    /** Returns them all as they are now. Any thread may call this. */
    List<SubscriptionView> list() {
        return byId.values().stream()
                .map(entry -> SubscriptionView.of(entry.subscription))
                .toList();
    }

    /**
     * Does SUB, checking in the order that nats-server has.
     *
     * @param view the subject; looked at during the call only
     */
    void subscribe(ByteView view, @Nullable String queue, byte[] idBytes) {
        SessionParticipant participant = session.participant();
        if (participant == null) {
            return;
        }
        byte[] subjectBytes = view.copy();
        String subject = new String(subjectBytes, StandardCharsets.UTF_8);
        String id = id(idBytes);
        boolean permitted = !RESERVED_QUEUE.equals(queue) && participant.maySubscribe(view, queue);
        ClientError refusal =
                permitted ? refusal(participant, subject, id) : ClientErrors.subscriptionDenied(subject, queue, id);
        if (refusal != null) {
            session.error(refusal);
            return;
        }
        if (!byId.containsKey(id)) {
            if (!Space.isSubscribable(subject)) {
                session.error(ClientErrors.SUBJECT);
                return;
            }
            add(participant, subject, subjectBytes, queue, id, idBytes);
        }
        session.confirm();
    }

    private @Nullable ClientError refusal(SessionParticipant participant, String subject, String id) {
        if (participant.hasTooManyTokens(subject)) {
            return ClientErrors.tooManyTokens(subject, id);
        }
        return participant.isFull()
                ? ClientErrors.MAX_SUBSCRIPTIONS.rarely(session.environment().repeatLimit())
                : null;
    }

    private ClientSink add(
            SessionParticipant participant,
            String text,
            byte[] subject,
            @Nullable String queue,
            String id,
            byte[] idBytes) {
        boolean filtered = participant.authorization().filters(text, queue);
        ClientSink sink = new ClientSink(lanes, session.outlet(), idBytes, filtered);
        Subscription subscription = new Subscription(subject, queue, id, sink, Trait.PUBLIC);
        byId.put(id, new Entry(subscription, sink));
        count = byId.size();
        participant.subscribeChecked(new Member(subscription, sink));
        return sink;
    }

    /**
     * Does UNSUB.
     *
     * @param max how many messages the subscription gets in all, since SUB; -1 to end it now
     */
    void unsubscribe(byte[] idBytes, long max) {
        String id = id(idBytes);
        Entry entry = byId.get(id);
        if (entry != null) {
            if (max > entry.sink.delivered()) {
                entry.sink.limit(max);
            } else {
                session.trace().delete(id);
                remove(id, entry);
            }
        }
        session.confirm();
    }

    /** Ends the subscription of a sink that has had all its messages. */
    void expire(ClientSink sink) {
        String id = id(sink.id());
        Entry entry = byId.get(id);
        if (entry != null && entry.sink == sink) {
            session.trace().delete(id);
            remove(id, entry);
        }
    }

    private void remove(String id, Entry entry) {
        byId.remove(id);
        count = byId.size();
        SessionParticipant participant = session.participant();
        if (participant != null) {
            participant.unsubscribe(entry.subscription);
        }
    }

    /** Subscribes anew as another participant, after the former one has ended; what that one may not have is refused. */
    void moveTo(SessionParticipant participant) {
        List<Entry> all = List.copyOf(byId.values());
        clear();
        for (Entry entry : all) {
            move(participant, entry.subscription, entry.sink);
        }
    }

    private void move(SessionParticipant participant, Subscription former, ClientSink formerSink) {
        if (!participant.maySubscribe(former.subject(), former.queue())) {
            session.error(ClientErrors.subscriptionWithdrawn(former.subject(), former.queue(), former.id()));
            return;
        }
        long left = formerSink.max() - formerSink.delivered();
        if (formerSink.max() > 0 && left <= 0) {
            return;
        }
        ClientSink sink =
                add(participant, former.subject(), former.subjectBytes(), former.queue(), former.id(), formerSink.id());
        if (formerSink.max() > 0) {
            sink.limit(left);
        }
    }

    /** Tells whoever traces that all end with the connection. */
    void traceEnd() {
        if (WireTrace.isOn()) {
            byId.keySet().forEach(session.trace()::delete);
        }
    }

    /** Forgets all; their participant ends them. */
    void clear() {
        byId.clear();
        count = 0;
    }

    /** An id is bytes; taken one to one, so that no two ids become one. */
    private static String id(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

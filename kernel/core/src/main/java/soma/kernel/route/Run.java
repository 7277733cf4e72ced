/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Lane;
import soma.kernel.lane.TailBuffer;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Forwarder;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteVisitor;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/**
 * One execution of a route that has more than client connections, or is watched. Reused from message to message; confined to
 * the lane of its route.
 */
@HotPath
final class Run {
    private final CompiledRoute route;
    private final Lane lane;
    private final List<List<String>> relayQueues = new ArrayList<>();
    private final Set<String> served = new HashSet<>();
    private @Nullable Message message;
    private @Nullable RouteVisitor visitor;
    private @Nullable Frame frame;
    private boolean sameSubject;
    private boolean delivered;
    private long rendering;
    private boolean renderedWithHeaders;

    Run(CompiledRoute route) {
        this.route = route;
        this.lane = route.lane();
        for (int i = 0; i < route.relays().length; i++) {
            relayQueues.add(new ArrayList<>());
        }
    }

    Lane lane() {
        return lane;
    }

    /**
     * Delivers a message to everyone on the route.
     *
     * @param source the frame that the message still is, to spare rendering it again; or null
     */
    int run(Message what, @Nullable RouteVisitor watcher, @Nullable Frame source) {
        message = what;
        visitor = watcher;
        frame = source;
        sameSubject = what.subject().contentEquals(route.subject());
        delivered = false;
        rendering = -1;
        boolean reports = route.forwarders().length > 0;
        for (Delivery client : route.clients()) {
            offer(client);
        }
        for (Subscription other : route.others()) {
            offer(other);
        }
        for (QueueGroup group : route.groups()) {
            if (what.queueScope().includes(group.name()) && group.serve(this) && reports) {
                served.add(group.name());
            }
        }
        if (watcher != null) {
            tellDenied(watcher);
        }
        useRelays();
        for (Forwarder forwarder : route.forwarders()) {
            delivered |= forwarder.forward(route.space(), what, served) == Outcome.DELIVERED;
        }
        return delivered ? Outcome.DELIVERED : Outcome.NOBODY;
    }

    /** Lets go of the message, so that nothing is kept alive. */
    void forget() {
        message = null;
        visitor = null;
        frame = null;
        if (!served.isEmpty()) {
            served.clear();
        }
        for (int i = 0; i < relayQueues.size(); i++) {
            relayQueues.get(i).clear();
        }
    }

    /** Offers the message to a member of a queue group; returns whether it was taken. */
    boolean offer(QueueMember member, String queue) {
        return switch (member) {
            case QueueMember.Client client -> offer(client.delivery());
            case QueueMember.Local local -> offer(local.subscription());
            case QueueMember.Remote remote -> relayQueues.get(remote.relay()).add(queue);
        };
    }

    private boolean offer(Delivery client) {
        RouteVisitor watcher = visitor;
        int outcome = watcher == null ? deliver(client) : deliver(client, watcher);
        delivered |= outcome == Outcome.DELIVERED;
        return outcome == Outcome.DELIVERED;
    }

    private boolean offer(Subscription other) {
        RouteVisitor watcher = visitor;
        int outcome = watcher == null || other.subscriber().tellsVisitor() ? deliver(other) : deliver(other, watcher);
        delivered |= outcome == Outcome.DELIVERED;
        return outcome == Outcome.DELIVERED;
    }

    private int deliver(Delivery client, RouteVisitor watcher) {
        Subscription subscription = client.subscription();
        int outcome = obstacle(subscription, client.sink().outlet().participant());
        if (outcome == Outcome.DELIVERED) {
            if (!watcher.visit(subscription)) {
                return Outcome.DELIVERED;
            }
            outcome = deliver(client);
        }
        watcher.delivered(subscription, outcome);
        return outcome;
    }

    private int deliver(Subscription other, RouteVisitor watcher) {
        int outcome = obstacle(other, other.subscriber().owner());
        if (outcome == Outcome.DELIVERED) {
            if (!watcher.visit(other)) {
                return Outcome.DELIVERED;
            }
            outcome = deliver(other);
        }
        watcher.delivered(other, outcome);
        return outcome;
    }

    /** Returns what stands in the way of a delivery as far as that is known before; DELIVERED if nothing does. */
    private int obstacle(Subscription subscription, @Nullable Participant receiver) {
        if (subscription.trait() != Trait.PROXY && isEcho(present(message), receiver)) {
            return Outcome.ECHO_SUPPRESSED;
        }
        return subscription.isClosed() ? Outcome.SUBSCRIPTION_CLOSED : Outcome.DELIVERED;
    }

    /** Tells of those whom permissions keep the message from: members of queue groups only where nobody
     * else is in the group. */
    private void tellDenied(RouteVisitor watcher) {
        for (Subscription subscription : route.denied()) {
            boolean told = subscription.queue() == null || !hasMembers(subscription.queue());
            if (told && !subscription.subscriber().tellsVisitor()) {
                watcher.delivered(subscription, Outcome.DENIED);
            }
        }
    }

    private boolean hasMembers(String queue) {
        for (QueueGroup group : route.groups()) {
            if (group.name().equals(queue)) {
                return true;
            }
        }
        return false;
    }

    private int deliver(Delivery client) {
        Message what = present(message);
        if (isEcho(what, client.sink().outlet().participant())) {
            return Outcome.ECHO_SUPPRESSED;
        }
        Frame source = frame;
        if (source != null && sameSubject) {
            return client.deliver(source, what);
        }
        if (client.subscription().isClosed()) {
            return Outcome.SUBSCRIPTION_CLOSED;
        }
        ClientSink sink = client.sink();
        boolean withHeaders = sink.outlet().takesHeaders() && !what.headers().isEmpty();
        return sink.deliver(lane, what, tail(what, withHeaders), withHeaders);
    }

    private int deliver(Subscription other) {
        Message what = present(message);
        if (other.isClosed()) {
            return Outcome.SUBSCRIPTION_CLOSED;
        }
        if (other.trait() != Trait.PROXY && isEcho(what, other.subscriber().owner())) {
            return Outcome.ECHO_SUPPRESSED;
        }
        return other.subscriber().deliver(other, what);
    }

    @SuppressWarnings("ReferenceEquality") // participants are told apart by identity
    private static boolean isEcho(Message what, @Nullable Participant receiver) {
        Participant source = what.source();
        return source != null && source == receiver && !source.echo();
    }

    private TailBuffer tail(Message what, boolean withHeaders) {
        TailBuffer tail = lane.tailBuffer();
        if (rendering != tail.renderings() || renderedWithHeaders != withHeaders) {
            tail.render(what, withHeaders);
            rendering = tail.renderings();
            renderedWithHeaders = withHeaders;
        }
        return tail;
    }

    private void useRelays() {
        RelayTarget[] relays = route.relays();
        for (int i = 0; i < relays.length; i++) {
            List<String> queues = relayQueues.get(i);
            if (relays[i].plain() || !queues.isEmpty()) {
                use(relays[i].relay(), queues);
            }
        }
    }

    private void use(Relay relay, List<String> queues) {
        RouteVisitor watcher = visitor;
        int outcome =
                watcher == null ? relay.relay(present(message), queues) : use(relay, queues, present(message), watcher);
        delivered |= outcome == Outcome.DELIVERED;
    }

    private static int use(Relay relay, List<String> queues, Message what, RouteVisitor watcher) {
        ByteView headers = new ByteView().wrap(what.headers());
        try {
            if (!watcher.visit(relay, what)) {
                return Outcome.DELIVERED;
            }
            int outcome = relay.relay(what, queues);
            watcher.delivered(relay, outcome);
            return outcome;
        } finally {
            what.headers().wrap(headers);
        }
    }

    private static Message present(@Nullable Message running) {
        if (running == null) {
            throw new IllegalStateException("no run is under way");
        }
        return running;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import org.jspecify.annotations.Nullable;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Lane;
import soma.spi.annotation.HotPath;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Forwarder;
import soma.spi.route.Origin;
import soma.spi.route.Outcome;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;

/**
 * Local subscriptions, queue groups, relays and forwarders of one subject as one origin sees them. Belongs to the lane it was
 * compiled for.
 */
@HotPath
final class CompiledRoute implements Route {
    private final Lane lane;
    private final SubjectSpace space;
    private final Origin origin;
    private final byte[] subject;
    private final @Nullable ShownSubject shown;
    private final Delivery[] clients;
    private final Subscription[] others;
    private final QueueGroup[] groups;
    private final RelayTarget[] relays;
    private final Forwarder[] forwarders;
    private final Subscription[] denied;
    /** The members of each queue group, if the route has client connections and nothing else; else null. */
    private final Delivery @Nullable [][] clientGroups;

    private @Nullable Run idle;

    /**
     * What a route delivers to.
     *
     * @param denied whom permissions keep the subject from, to tell visitors of them
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, from who builds a route to the route
    record Targets(
            Delivery[] clients,
            Subscription[] others,
            QueueGroup[] groups,
            RelayTarget[] relays,
            Forwarder[] forwarders,
            Subscription[] denied) {}

    /**
     * Makes a route.
     *
     * @param redirects whether messages were published on another subject than this one, and have to be shown under it
     */
    CompiledRoute(Lane lane, Question question, byte[] subject, boolean redirects, Targets targets) {
        this.lane = lane;
        this.space = question.space();
        this.origin = question.origin();
        this.subject = subject;
        this.shown = redirects ? new ShownSubject(subject) : null;
        this.clients = targets.clients();
        this.others = targets.others();
        this.groups = targets.groups();
        this.relays = targets.relays();
        this.forwarders = targets.forwarders();
        this.denied = targets.denied();
        this.clientGroups = clientGroups();
    }

    private Delivery @Nullable [][] clientGroups() {
        if (others.length > 0 || relays.length > 0 || forwarders.length > 0) {
            return null;
        }
        Delivery[][] members = new Delivery[groups.length][];
        for (int i = 0; i < groups.length; i++) {
            Delivery[] clientsOfGroup = groups[i].clients();
            if (clientsOfGroup == null) {
                return null;
            }
            members[i] = clientsOfGroup;
        }
        return members;
    }

    Lane lane() {
        return lane;
    }

    SubjectSpace space() {
        return space;
    }

    /** Returns whether messages were published on another subject than this one. */
    boolean isRedirected() {
        return shown != null;
    }

    byte[] subject() {
        return subject;
    }

    /** Returns how many subscriptions it leads to, each member of a queue group counted. */
    int fanout() {
        int sum = clients.length + others.length;
        for (QueueGroup group : groups) {
            sum += group.size();
        }
        return sum;
    }

    Delivery[] clients() {
        return clients;
    }

    Subscription[] others() {
        return others;
    }

    QueueGroup[] groups() {
        return groups;
    }

    RelayTarget[] relays() {
        return relays;
    }

    Forwarder[] forwarders() {
        return forwarders;
    }

    Subscription[] denied() {
        return denied;
    }

    /**
     * Delivers a frame.
     *
     * @param source who publishes
     * @return an {@link Outcome}
     */
    int publish(Frame frame, Participant source) {
        Delivery[][] memberLists = clientGroups;
        if (memberLists == null) {
            return publishInFull(frame, source);
        }
        if (frame.headerLength() > 0 || !source.echo()) {
            return publishWithCare(frame, source, memberLists);
        }
        int outcome = Outcome.NOBODY;
        for (Delivery client : clients) {
            boolean taken =
                    client.sink().isSpecial() ? client.deliver(frame) == Outcome.DELIVERED : client.deliverPlain(frame);
            if (taken) {
                outcome = Outcome.DELIVERED;
            }
        }
        for (Delivery[] members : memberLists) {
            if (serve(members, frame, source)) {
                outcome = Outcome.DELIVERED;
            }
        }
        return outcome;
    }

    private int publishWithCare(Frame frame, Participant source, Delivery[][] memberLists) {
        int outcome = Outcome.NOBODY;
        for (Delivery client : clients) {
            if (deliver(client, frame, source)) {
                outcome = Outcome.DELIVERED;
            }
        }
        for (Delivery[] members : memberLists) {
            if (serve(members, frame, source)) {
                outcome = Outcome.DELIVERED;
            }
        }
        return outcome;
    }

    private boolean serve(Delivery[] members, Frame frame, Participant source) {
        int count = members.length;
        int start = count == 1 ? 0 : lane.random(count);
        for (int i = 0; i < count; i++) {
            int at = start + i;
            if (deliver(members[at < count ? at : at - count], frame, source)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // participants are told apart by identity
    private static boolean deliver(Delivery client, Frame frame, Participant source) {
        return (source.echo() || client.sink().outlet().participant() != source)
                && client.deliver(frame) == Outcome.DELIVERED;
    }

    private int publishInFull(Frame frame, Participant source) {
        Message message = lane.message();
        frame.show(message);
        message.source(source);
        message.origin(origin);
        frame.live(true);
        try {
            return execute(message, null, frame);
        } finally {
            frame.live(false);
            message.reset();
        }
    }

    @Override
    public int execute(Message message) {
        return execute(message, null, lane.frame().isTailOf(message) ? lane.frame() : null);
    }

    @Override
    public int execute(Message message, RouteVisitor visitor) {
        message.visitor(visitor); // subscribers that pass the message on have it watched there too
        return execute(message, visitor, null);
    }

    private int execute(Message message, @Nullable RouteVisitor visitor, @Nullable Frame frame) {
        ShownSubject other = shown;
        if (other != null) {
            other.showIn(message);
            if (visitor != null) {
                visitor.step(new RouteStep.Mapped(message.target().toString()));
            }
        }
        Run run = idle;
        idle = null; // a subscriber may publish on the same subject while this runs
        if (run == null) {
            run = new Run(this);
        }
        try {
            return run.run(message, visitor, frame);
        } finally {
            run.forget();
            idle = run;
        }
    }
}

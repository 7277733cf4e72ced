/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import soma.kernel.index.MatchSet;
import soma.kernel.index.Member;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.Lane;
import soma.spi.annotation.HotPath;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/** Delivers messages that are no frames to whoever matched, without a route. Confined to its lane. */
@HotPath
final class DeliverOnce {
    private final Lane lane;

    DeliverOnce(Lane lane) {
        this.lane = lane;
    }

    /** Delivers to all plain subscriptions and to one member of each queue group; returns an {@link Outcome}. */
    int deliver(MatchSet found, Message message) {
        int outcome = Outcome.NOBODY;
        for (int i = 0; i < found.plain(); i++) {
            if (deliver(found.plain(i), message)) {
                outcome = Outcome.DELIVERED;
            }
        }
        for (int i = 0; i < found.groups(); i++) {
            MatchSet.Group group = found.group(i);
            if (message.queueScope().includes(group.name()) && serve(group, message)) {
                outcome = Outcome.DELIVERED;
            }
        }
        return outcome;
    }

    private boolean serve(MatchSet.Group group, Message message) {
        int count = group.size();
        int start = count < 2 ? 0 : lane.random(count);
        for (int i = 0; i < count; i++) {
            if (deliver(group.member((start + i) % count), message)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // participants are told apart by identity
    private static boolean deliver(Member member, Message message) {
        Subscription subscription = member.subscription();
        if (subscription.isClosed()) {
            return false;
        }
        ClientSink sink = member.sink();
        Participant owner =
                sink == null ? subscription.subscriber().owner() : sink.outlet().participant();
        Participant source = message.source();
        if (source != null && owner == source && !source.echo() && subscription.trait() != Trait.PROXY) {
            return false;
        }
        boolean asked = sink == null || sink.isFiltered();
        if (asked
                && !subscription
                        .subscriber()
                        .accepts(subscription, message.target().toString())) {
            return false;
        }
        return subscription.subscriber().deliver(subscription, message) == Outcome.DELIVERED;
    }
}

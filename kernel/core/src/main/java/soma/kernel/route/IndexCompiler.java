/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.kernel.index.MatchSet;
import soma.kernel.index.Member;
import soma.kernel.index.SubjectIndex;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.Lane;
import soma.spi.route.Forwarder;
import soma.spi.route.Interest;
import soma.spi.route.Relay;
import soma.spi.route.Relay.Rank;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.space.Subscription;

/** The end of the chain of compilers: answers from the index of the space that the question is about. */
final class IndexCompiler {
    private final Lane lane;
    private final SubjectIndex index;
    private final List<Forwarder> forwarders;

    IndexCompiler(Lane lane, SubjectIndex index, List<Forwarder> forwarders) {
        this.lane = lane;
        this.index = index;
        this.forwarders = forwarders;
    }

    /**
     * Answers a question.
     *
     * @param subject   the bytes of the subject that is asked about
     * @param redirects whether messages were published on another subject
     */
    CompiledRoute compile(Question question, byte[] subject, boolean redirects) {
        MatchSet matches = new MatchSet();
        index.match(lane.tailBuffer().subject(subject), 0, subject.length, matches);
        return new Building(question, subject, redirects).build(matches);
    }

    /** One of the members of a queue group that are being collected, by how readily they are picked. */
    private record Ranks(List<QueueMember> peers, List<QueueMember> fallback, List<QueueMember> last) {
        Ranks() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        List<QueueMember> of(Rank rank) {
            return switch (rank) {
                case PEER -> peers;
                case FALLBACK -> fallback;
                case LAST -> last;
                case NEVER -> throw new IllegalArgumentException("never picked");
            };
        }

        QueueGroup toGroup(String name) {
            return new QueueGroup(name, array(peers), array(fallback), array(last));
        }

        private static QueueMember[] array(List<QueueMember> members) {
            return members.toArray(QueueMember[]::new);
        }
    }

    /** A route while it is being put together. */
    private final class Building {
        private final Question question;
        private final byte[] subject;
        private final boolean redirects;
        private final List<Delivery> clients = new ArrayList<>();
        private final List<Subscription> others = new ArrayList<>();
        private final Map<String, Ranks> groups = new LinkedHashMap<>();
        private final List<Relay> relays = new ArrayList<>();
        private final List<Boolean> plain = new ArrayList<>();
        private final List<Subscription> denied = new ArrayList<>();

        Building(Question question, byte[] subject, boolean redirects) {
            this.question = question;
            this.subject = subject;
            this.redirects = redirects;
        }

        CompiledRoute build(MatchSet matches) {
            for (int i = 0; i < matches.plain(); i++) {
                addPlain(matches.plain(i));
            }
            for (int i = 0; i < matches.groups(); i++) {
                addGroup(matches.group(i));
            }
            for (int i = 0; i < matches.interests(); i++) {
                add(matches.interest(i));
            }
            return new CompiledRoute(lane, question, subject, redirects, targets());
        }

        private CompiledRoute.Targets targets() {
            QueueGroup[] queueGroups = new QueueGroup[groups.size()];
            int at = 0;
            for (Map.Entry<String, Ranks> group : groups.entrySet()) {
                queueGroups[at++] = group.getValue().toGroup(group.getKey());
            }
            RelayTarget[] relayTargets = new RelayTarget[relays.size()];
            for (int i = 0; i < relayTargets.length; i++) {
                relayTargets[i] = new RelayTarget(relays.get(i), plain.get(i));
            }
            List<Forwarder> concerned = new ArrayList<>(forwarders);
            concerned.removeIf(forwarder -> !forwarder.accepts(question));
            return new CompiledRoute.Targets(
                    clients.toArray(Delivery[]::new),
                    others.toArray(Subscription[]::new),
                    queueGroups,
                    relayTargets,
                    concerned.toArray(Forwarder[]::new),
                    denied.toArray(Subscription[]::new));
        }

        private boolean isAccepted(Subscription subscription) {
            boolean accepted = subscription.subscriber().accepts(subscription, question.subject());
            if (!accepted) {
                denied.add(subscription);
            }
            return accepted;
        }

        private void addPlain(Member member) {
            Subscription subscription = member.subscription();
            if (!isAccepted(subscription)) {
                return;
            }
            ClientSink sink = member.sink();
            if (sink == null || sink.isTraced()) {
                others.add(subscription);
            } else {
                clients.add(new Delivery(lane, member, sink, subject));
            }
        }

        private void addGroup(MatchSet.Group group) {
            for (int i = 0; i < group.size(); i++) {
                Member member = group.member(i);
                Subscription subscription = member.subscription();
                if (isAccepted(subscription)) {
                    ClientSink sink = member.sink();
                    ranks(group.name())
                            .peers()
                            .add(
                                    sink == null || sink.isTraced()
                                            ? new QueueMember.Local(subscription)
                                            : new QueueMember.Client(new Delivery(lane, member, sink, subject)));
                }
            }
        }

        private void add(Interest interest) {
            Relay relay = interest.relay();
            String queue = interest.queue();
            if (queue == null) {
                if (relay.accepts(question, interest)) {
                    plain.set(place(relay), true);
                }
                return;
            }
            Rank rank = relay.queueRank(question, interest);
            if (rank != Rank.NEVER) {
                QueueMember member = new QueueMember.Remote(place(relay));
                List<QueueMember> members = ranks(queue).of(rank);
                for (int weight = 0; weight < interest.weight(); weight++) {
                    members.add(member);
                }
            }
        }

        private Ranks ranks(String queue) {
            return groups.computeIfAbsent(queue, q -> new Ranks());
        }

        private int place(Relay relay) {
            int place = relays.indexOf(relay);
            if (place < 0) {
                place = relays.size();
                relays.add(relay);
                plain.add(false);
            }
            return place;
        }
    }
}

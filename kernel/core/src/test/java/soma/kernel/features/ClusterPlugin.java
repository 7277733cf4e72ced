/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.message.QueueScope;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.Interest;
import soma.spi.route.Origin;
import soma.spi.route.Origin.Scope;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.server.Server;
import soma.spi.space.InterestListener;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/** Routes between the servers of a cluster, with calls in place of sockets. */
final class ClusterPlugin implements ServerPlugin, Lifecycle, InterestListener {
    private final List<Peer> peers = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Map<Wish, Integer> counts = new HashMap<>();
    private @Nullable Server server;

    private record Wish(
            String space, String subject, @Nullable String queue) {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("cluster", "1.0.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.add(Lifecycle.POINT, this);
    }

    @Override
    public void start(Server started) {
        server = started;
        started.spaces().forEach(space -> space.listen(this));
    }

    /** Connects two servers, before anyone subscribes. */
    void connect(ClusterPlugin other) {
        peers.add(new Peer(other));
        other.peers.add(other.new Peer(this));
    }

    /** Returns the frames sent so far, as {@code verb[ cluster] space subject[ queues]}. */
    List<String> sent() {
        return sent;
    }

    // ---------------------------------------------------------------------------------------------- interest going out

    @Override
    public void subscribed(SubjectSpace space, Subscription subscription) {
        count(space, subscription, 1);
    }

    @Override
    public void unsubscribed(SubjectSpace space, Subscription subscription) {
        count(space, subscription, -1);
    }

    private void count(SubjectSpace space, Subscription subscription, int change) {
        if (subscription.trait() != Trait.PUBLIC) {
            return;
        }
        Wish wish = new Wish(space.name(), subscription.subject(), subscription.queue());
        int now = counts.merge(wish, change, Integer::sum);
        boolean firstOrLast = now == (change > 0 ? 1 : 0);
        if (firstOrLast || wish.queue != null) {
            peers.forEach(peer -> peer.remote.learn(this, wish, now, ""));
        }
    }

    @Override
    public void interestAdded(SubjectSpace space, Interest interest) {
        boolean fromPeer = peers.stream().anyMatch(peer -> peer.relays.containsValue(interest.relay()));
        if (!interest.behalf().isEmpty() && !fromPeer) {
            Wish wish = new Wish(space.name(), interest.subject(), interest.queue());
            peers.forEach(peer -> peer.remote.learn(this, wish, 1, interest.behalf()));
        }
    }

    // ---------------------------------------------------------------------------------------------- interest coming in

    private void learn(ClusterPlugin from, Wish wish, int count, String behalf) {
        Peer peer = peers.stream().filter(p -> p.remote == from).findFirst().orElseThrow();
        Interest interest = new Interest(
                peer.relay(wish.space), wish.subject, wish.queue, wish.queue == null ? 1 : Math.max(1, count), behalf);
        if (count > 0) {
            space(wish.space).addInterest(interest);
        } else {
            space(wish.space).removeInterest(interest);
        }
    }

    private SubjectSpace space(String name) {
        if (server == null) {
            throw new IllegalStateException("the server has not started");
        }
        return server.spaces().obtain(name);
    }

    // ---------------------------------------------------------------------------------------------- messages

    private void receive(String space, HeldMessage held, Set<String> queues, String cluster) {
        try (MessageBuffer buffer = new MessageBuffer()) {
            Message message = buffer.set(held);
            message.origin(Origin.of(Scope.PEER, cluster));
            message.queueScope(queues.isEmpty() ? QueueScope.NONE : QueueScope.only(queues));
            space(space).publish(message);
        }
    }

    /** Another server of the cluster. */
    private final class Peer {
        private final ClusterPlugin remote;
        private final Map<String, Route> relays = new HashMap<>();

        Peer(ClusterPlugin remote) {
            this.remote = remote;
        }

        Relay relay(String space) {
            return relays.computeIfAbsent(space, name -> new Route(remote, name));
        }
    }

    /** What stands for the subscribers of one space on one peer: a message takes one hop, and none back to its cluster. */
    private final class Route implements Relay {
        private final ClusterPlugin remote;
        private final String space;

        Route(ClusterPlugin remote, String space) {
            this.remote = remote;
            this.space = space;
        }

        @Override
        public boolean accepts(Question question, Interest interest) {
            Origin from = question.origin();
            return from.scope() != Scope.PEER
                    && (interest.behalf().isEmpty() || !interest.behalf().equals(from.cluster()));
        }

        @Override
        public Rank queueRank(Question question, Interest interest) {
            if (!accepts(question, interest)) {
                return Rank.NEVER;
            }
            return interest.behalf().isEmpty() ? Rank.PEER : Rank.FALLBACK;
        }

        @Override
        public int relay(Message message, List<String> queues) {
            String cluster = message.origin().cluster();
            String verb = cluster.isEmpty() ? "RMSG " : "LMSG " + cluster + " ";
            String groups = queues.isEmpty() ? "" : " " + String.join(" ", queues);
            sent.add(verb + space + " " + message.subject() + groups);
            remote.receive(space, message.hold(), Set.copyOf(queues), cluster);
            return Outcome.DELIVERED;
        }
    }
}

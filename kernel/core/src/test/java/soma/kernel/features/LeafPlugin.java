/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Admission;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.message.QueueScope;
import soma.spi.participant.Identity;
import soma.spi.participant.Participant;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.Interest;
import soma.spi.route.Origin;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.server.Server;

/** The hub's side of leaf nodes; the test plays the other side. */
final class LeafPlugin implements ServerPlugin, Lifecycle {
    private @Nullable Server server;

    @Override
    public PluginInfo info() {
        return PluginInfo.of("leafnodes", "1.0.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.add(Lifecycle.POINT, this);
    }

    @Override
    public void start(Server started) {
        server = started;
    }

    /** Accepts a leaf node of a cluster. */
    Leaf accept(String cluster) {
        if (server == null) {
            throw new IllegalStateException("the server has not started");
        }
        return new Leaf(server, Origin.of(Origin.Scope.EDGE, cluster));
    }

    /** One leaf node. */
    static final class Leaf implements Relay {
        private final Origin origin;
        private final Participant participant;
        private final List<String> received = new ArrayList<>();

        Leaf(Server server, Origin origin) {
            this.origin = origin;
            this.participant = server.participants()
                    .admit(
                            new Identity(9, "Leafnode", origin.cluster(), ""),
                            Admission.to(server.spaces().defaultSpace()),
                            origin,
                            true);
        }

        /** Asks for a subject on behalf of the leaf's cluster. */
        void wants(String subject, @Nullable String queue) {
            participant.space().addInterest(new Interest(this, subject, queue, 1, origin.cluster()));
        }

        /** Publishes a message that the queue groups named are to be served with here. */
        int sends(String subject, String... queues) {
            try (MessageBuffer buffer = new MessageBuffer()) {
                Message message = buffer.set(subject, "x".getBytes(StandardCharsets.US_ASCII));
                message.queueScope(queues.length == 0 ? QueueScope.NONE : QueueScope.only(Set.of(queues)));
                return participant.publish(message);
            }
        }

        /** Returns what was passed on to the leaf so far, as {@code subject[ queues]}. */
        List<String> received() {
            return received;
        }

        @Override
        public boolean accepts(Question question, Interest interest) {
            return !question.origin().cluster().equals(origin.cluster());
        }

        @Override
        public Rank queueRank(Question question, Interest interest) {
            return accepts(question, interest) ? Rank.FALLBACK : Rank.NEVER;
        }

        @Override
        public int relay(Message message, List<String> queues) {
            received.add(message.subject() + (queues.isEmpty() ? "" : " " + queues));
            return Outcome.DELIVERED;
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.kernel.route.TestServer;
import soma.kernel.route.WireClient;
import soma.spi.auth.Authorization;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.participant.Participant;
import soma.spi.route.Interest;
import soma.spi.route.Outcome;
import soma.spi.route.Relay;
import soma.spi.route.RouteCompiler.Question;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/** Messages that ask to be traced. */
class TraceTest {
    private static final String TRACED = "NATS/1.0\r\nNats-Trace-Dest: t\r\n\r\n";
    private static final String TRACED_ONLY = "NATS/1.0\r\nNats-Trace-Dest: t\r\nNats-Trace-Only: true\r\n\r\n";

    private final TracePlugin trace = new TracePlugin();
    private final MappingPlugin mapping = new MappingPlugin(new Random(7));
    private final TestServer server = new TestServer(trace, mapping);
    private final TestClient publisher = new TestClient(server);
    private final TestClient subscriber = new TestClient(server);

    @BeforeEach
    void subscribe() {
        mapping.map("in", 100, "out");
        subscriber.subscribe("out", null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyStepIsTold() {
        assertEquals(Outcome.DELIVERED, publisher.publish("in", "", TRACED, "x"));
        assertEquals(List.of("ingress in", "Mapped[subject=out]", "egress s1 0"), trace.events());
        assertEquals(1, subscriber.got().size());
    }

    @Test
    void aMessageMayBeTracedWithoutBeingSent() {
        assertEquals(Outcome.DELIVERED, publisher.publish("in", "", TRACED_ONLY, "x"));
        assertEquals(List.of("ingress in", "Mapped[subject=out]", "egress s1 (not sent)"), trace.events());
        assertEquals(List.of(), subscriber.got());
    }

    @Test
    void otherMessagesAreNotTraced() {
        publisher.publish("in", "", "NATS/1.0\r\nOther: 1\r\n\r\n", "x");
        publisher.publish("in");
        assertEquals(List.of(), trace.events());
        assertEquals(2, subscriber.got().size());
    }

    @Test
    void messagesOfClientsAreTracedTheFirstTimeAndLater() {
        WireClient client = server.connect("").send("SUB free 7\r\n");
        String header = "NATS/1.0\r\nNats-Trace-Dest: t\r\n\r\n";
        for (int i = 0; i < 3; i++) {
            client.send("HPUB free " + header.length() + " " + header.length() + "\r\n" + header + "\r\n");
            assertEquals(
                    "HMSG free 7 " + header.length() + " " + header.length() + "\r\n" + header + "\r\n", client.take());
            assertEquals(List.of("ingress free", "egress 7 0"), List.copyOf(trace.events()));
            trace.events().clear();
        }
    }

    @Test
    void aTapComesBeforePermissions() {
        server.user("nobody", "$G", new Nothing());
        WireClient client = server.connect(",\"user\":\"nobody\"");
        client.send(hpub("in", TRACED));
        assertEquals("-ERR 'Permissions Violation for Publish to \"out\"'\r\n", client.take());
        assertEquals(List.of("ingress in", "Mapped[subject=out]", "Denied[subject=out]"), trace.events());
    }

    private static final class Nothing implements Authorization {
        @Override
        public Verdict mayPublish(String subject) {
            return Verdict.NO;
        }

        @Override
        public Verdict maySubscribe(String subject, @Nullable String queue) {
            return Verdict.YES;
        }
    }

    @Test
    void whatATapDiscardsIsNeitherConfirmedNorAnswered() {
        WireClient client =
                server.connect(",\"verbose\":true,\"no_responders\":true").send("SUB re 1\r\n");
        client.take();
        client.send(hpub("nobody re", "NATS/1.0\r\nNats-Trace-Dest: drop\r\n\r\n"));
        assertEquals("", client.take());
        client.send(hpub("nobody re", TRACED));
        assertEquals("+OK\r\nHMSG re 1 38 38\r\nNATS/1.0 503\r\nNats-Subject: nobody\r\n\r\n\r\n", client.take());
    }

    @Test
    void aTapHearsOfWhatIsTooLarge() {
        WireClient client = server.connect("");
        client.send("HPUB foo re 40 2000000\r\nNATS/1.0\r\nTRACEPARENT: x\r\nOth");
        assertEquals(
                List.of("refused foo of 2000000, maximum payload exceeded, NATS/1.0|TRACEPARENT: x|Oth"),
                trace.events());
    }

    @Test
    void headersAreOthersForOneRelayOnly() {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            server.space("$G").addInterest(new Interest(new Neighbour(seen), "out", null, 1, ""));
        }
        publisher.publish("out", "", TRACED, "x");
        String block = TRACED.strip();
        assertEquals(
                List.of(
                        "ingress out",
                        "egress s1 0",
                        "relay " + block,
                        "egress neighbour 0",
                        "relay " + block,
                        "egress neighbour 0"),
                trace.events());
        assertEquals(List.of("0", "0"), seen);
        seen.clear();
        publisher.publish("out", "", "NATS/1.0\r\n\r\n", "x");
        assertEquals(List.of("12", "12"), seen);
    }

    /** Takes down how long the headers are that it gets. */
    private record Neighbour(List<String> seen) implements Relay {
        @Override
        public boolean accepts(Question question, Interest interest) {
            return true;
        }

        @Override
        public Rank queueRank(Question question, Interest interest) {
            return Rank.NEVER;
        }

        @Override
        public int relay(Message message, List<String> queues) {
            seen.add(Integer.toString(message.headers().length()));
            return Outcome.DELIVERED;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return "neighbour";
        }
    }

    /** Passes messages on into another space, as a service import does. */
    private record Bridge(Participant there) implements Subscriber {
        @Override
        public int deliver(Subscription subscription, Message message) {
            RouteVisitor visitor = message.visitor();
            if (visitor != null) {
                visitor.step(new RouteStep.Republished(
                        there.space().name(), message.target().toString(), "far"));
            }
            try (MessageBuffer buffer = new MessageBuffer()) {
                Message on = buffer.set(
                        "far", "", message.headers().copy(), message.payload().copy());
                on.visitor(visitor);
                return there.publish(on);
            }
        }

        @Override
        public boolean tellsVisitor() {
            return true;
        }
    }

    @Test
    void whatIsPublishedOnElsewhereIsWatchedThereAndTappedOnce() {
        Participant there = server.server().participants().internal("bridge", server.space("B"));
        server.space("$G").add(new Subscription("near", null, "b", new Bridge(there), Trait.PROXY));
        TestClient far = new TestClient(server, "B", Authorization.ALLOW_ALL);
        far.subscribe("far", null);
        List<String> events =
                List.of("ingress near", "Republished[space=B, from=near, to=far]", "egress s1 (not sent)");
        for (int i = 0; i < 3; i++) {
            assertEquals(Outcome.DELIVERED, publisher.publish("near", "", TRACED_ONLY, "x"));
            assertEquals(events, List.copyOf(trace.events()));
            trace.events().clear();
        }
        assertEquals(List.of(), far.got());
        publisher.publish("near");
        assertEquals(1, far.got().size());
    }

    private static String hpub(String subjects, String block) {
        return "HPUB " + subjects + " " + block.length() + " " + block.length() + "\r\n" + block + "\r\n";
    }
}

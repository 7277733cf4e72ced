/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.kernel.route.TestServer;
import soma.kernel.route.WireClient;
import soma.spi.route.Outcome;

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
}

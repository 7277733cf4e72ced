/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.kernel.route.TestServer;
import soma.spi.route.Outcome;

/** Three servers that know of each other's interest. */
class ClusterTest {
    private final FeatureServers servers = new FeatureServers();
    private final ClusterPlugin a = new ClusterPlugin();
    private final ClusterPlugin b = new ClusterPlugin();
    private final ClusterPlugin c = new ClusterPlugin();
    private final TestServer serverA = servers.start(a);
    private final TestServer serverB = servers.start(b);
    private final TestServer serverC = servers.start(c);
    private final TestClient publisher = new TestClient(serverA);
    private final TestClient a1 = new TestClient(serverA);
    private final TestClient b1 = new TestClient(serverB);
    private final TestClient b2 = new TestClient(serverB);
    private final TestClient c1 = new TestClient(serverC);

    @BeforeEach
    void connect() {
        a.connect(b);
        a.connect(c);
        b.connect(c);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void aMessageIsSentOncePerServerAndOneHop() {
        b1.subscribe("foo", null);
        b2.subscribe("foo", null);
        c1.subscribe("foo", null);
        assertEquals(Outcome.DELIVERED, publisher.publish("foo"));
        assertEquals(List.of("RMSG $G foo", "RMSG $G foo"), a.sent());
        assertEquals(1, b1.got().size());
        assertEquals(1, b2.got().size());
        assertEquals(1, c1.got().size());
        assertEquals(List.of(), b.sent());
        assertEquals(List.of(), c.sent());
    }

    @Test
    void aQueueGroupOfTheClusterGetsEachMessageOnceByWeight() {
        a1.subscribe("job", "w");
        b1.subscribe("job", "w");
        b2.subscribe("job", "w");
        c1.subscribe("job", "w");
        for (int i = 0; i < 400; i++) {
            publisher.publish("job");
        }
        int onB = b1.got().size() + b2.got().size();
        assertEquals(400, a1.got().size() + onB + c1.got().size());
        assertTrue(onB > 140 && onB < 260, "two of four members are on B, which got " + onB + " of 400");
    }

    @Test
    void plainAndQueueInterestOfOneServerShareAFrame() {
        b1.subscribe("mix", null);
        b2.subscribe("mix", "w");
        publisher.publish("mix");
        assertEquals(List.of("RMSG $G mix w"), a.sent());
        assertEquals(1, b1.got().size());
        assertEquals(1, b2.got().size());
    }

    @Test
    void interestThatEndedIsForgotten() {
        var only = c1.subscribe("foo", null);
        assertEquals(Outcome.DELIVERED, publisher.publish("foo"));
        c1.unsubscribe(only);
        assertEquals(Outcome.NOBODY, publisher.publish("foo"));
        assertEquals(1, a.sent().size());
    }

    @Test
    void aDepartedMemberOfAQueueGroupLosesItsWeight() {
        var gone = b1.subscribe("job", "w");
        b1.unsubscribe(gone);
        c1.subscribe("job", "w");
        for (int i = 0; i < 20; i++) {
            assertEquals(Outcome.DELIVERED, publisher.publish("job"));
        }
        assertEquals(20, c1.got().size());
    }
}

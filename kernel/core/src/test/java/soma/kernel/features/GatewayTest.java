/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import soma.kernel.route.TestServer;
import soma.spi.route.Outcome;

/** Two servers of a cluster, each with a gateway to another cluster. */
class GatewayTest {
    private final FeatureServers servers = new FeatureServers();
    private final GatewayPlugin gatewayOfA = new GatewayPlugin();
    private final GatewayPlugin gatewayOfB = new GatewayPlugin();
    private final ClusterPlugin a = new ClusterPlugin();
    private final ClusterPlugin b = new ClusterPlugin();
    private final TestServer serverA = servers.start(gatewayOfA, a);
    private final TestServer serverB = servers.start(gatewayOfB, b);
    private final TestClient onA = new TestClient(serverA);
    private final TestClient onB = new TestClient(serverB);

    @BeforeEach
    void connect() {
        a.connect(b);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void interestBeyondAGatewayCountsAsDelivered() {
        gatewayOfA.wants("foo");
        assertEquals(Outcome.DELIVERED, onA.publish("foo"));
        assertEquals(Outcome.NOBODY, onA.publish("nope"));
        assertEquals(List.of("$G foo []"), gatewayOfA.sent());
    }

    @Test
    void onlyTheServerWhereAMessageEnteredSendsItOn() {
        gatewayOfA.wants("foo");
        gatewayOfB.wants("foo");
        onB.subscribe("foo", null);
        onA.publish("foo");
        assertEquals(List.of("$G foo []"), gatewayOfA.sent());
        assertEquals(List.of(), gatewayOfB.sent());
        assertEquals(1, onB.got().size());
    }

    @Test
    void onlyQueueGroupsThatNobodyServedHereAreSentOn() {
        gatewayOfA.wants("job", "w", "v");
        onA.subscribe("job", "w");
        onA.publish("job");
        assertEquals(List.of("$G job [v]"), gatewayOfA.sent());
    }
}

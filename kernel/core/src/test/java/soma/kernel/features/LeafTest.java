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
import soma.kernel.features.LeafPlugin.Leaf;
import soma.kernel.route.TestServer;
import soma.spi.route.Outcome;

/** Leaf nodes of two clusters at a hub of two servers. */
class LeafTest {
    private final FeatureServers servers = new FeatureServers();
    private final LeafPlugin leavesOfA = new LeafPlugin();
    private final LeafPlugin leavesOfB = new LeafPlugin();
    private final ClusterPlugin a = new ClusterPlugin();
    private final ClusterPlugin b = new ClusterPlugin();
    private final TestServer serverA = servers.start(leavesOfA, a);
    private final TestServer serverB = servers.start(leavesOfB, b);
    private final Leaf east = leavesOfA.accept("east");
    private final Leaf secondEast = leavesOfA.accept("east");
    private final Leaf west = leavesOfA.accept("west");
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
    void everyLeafGetsWhatItWants() {
        east.wants("foo", null);
        secondEast.wants("foo", null);
        west.wants("foo", null);
        onA.publish("foo");
        assertEquals(List.of("foo"), east.received());
        assertEquals(List.of("foo"), secondEast.received());
        assertEquals(List.of("foo"), west.received());
    }

    @Test
    void nothingGoesBackToTheClusterItCameFrom() {
        east.wants("foo", null);
        secondEast.wants("foo", null);
        west.wants("foo", null);
        east.sends("foo");
        assertEquals(List.of(), east.received());
        assertEquals(List.of(), secondEast.received());
        assertEquals(List.of("foo"), west.received());
    }

    @Test
    void membersHereArePreferredToThoseBehindALeaf() {
        east.wants("job", "w");
        onA.subscribe("job", "w");
        for (int i = 0; i < 50; i++) {
            onA.publish("job");
        }
        assertEquals(50, onA.got().size());
        assertEquals(List.of(), east.received());
    }

    @Test
    void onlyTheQueueGroupsNamedAreServed() {
        onA.subscribe("job", "w");
        assertEquals(Outcome.NOBODY, east.sends("job"));
        assertEquals(0, onA.got().size());
        assertEquals(Outcome.DELIVERED, east.sends("job", "w"));
        assertEquals(1, onA.got().size());
    }

    @Test
    void aLeafReachesTheOtherServersOfTheHub() {
        onB.subscribe("up", null);
        east.sends("up");
        assertEquals(1, onB.got().size());
    }

    @Test
    void theOtherServersOfTheHubReachALeaf() {
        east.wants("foo", null);
        assertEquals(Outcome.DELIVERED, onB.publish("foo"));
        assertEquals(List.of("foo"), east.received());
    }

    @Test
    void interestOfClientsAndLeavesBehindOneServerSharesAFrame() {
        Leaf eastOfB = leavesOfB.accept("east");
        Leaf westOfB = leavesOfB.accept("west");
        eastOfB.wants("foo", null);
        westOfB.wants("foo", null);
        onB.subscribe("foo", null);
        east.sends("foo");
        assertEquals(List.of("LMSG east $G foo"), a.sent());
        assertEquals(List.of(), eastOfB.received());
        assertEquals(List.of("foo"), westOfB.received());
        assertEquals(1, onB.got().size());
    }

    @Test
    void aQueueGroupBehindALeafOfAnotherServerIsServedThroughIt() {
        Leaf eastOfB = leavesOfB.accept("east");
        eastOfB.wants("job", "w");
        assertEquals(Outcome.DELIVERED, onA.publish("job"));
        assertEquals(List.of("job [w]"), eastOfB.received());
    }

    @Test
    void aMemberOfAnotherServerIsPreferredToOneBehindItsLeaf() {
        Leaf eastOfB = leavesOfB.accept("east");
        eastOfB.wants("job", "w");
        onB.subscribe("job", "w");
        for (int i = 0; i < 30; i++) {
            onA.publish("job");
        }
        assertEquals(List.of(), eastOfB.received());
        assertEquals(30, onB.got().size());
    }

    @Test
    void aClusterIsNotOfferedItsOwnInterest() {
        Leaf eastOfB = leavesOfB.accept("east");
        eastOfB.wants("only.east", null);
        assertEquals(Outcome.NOBODY, east.sends("only.east"));
        assertEquals(List.of(), eastOfB.received());
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.route.TestServer;
import soma.spi.route.Outcome;
import soma.spi.space.Subscription;

/** Participants of one server, with no plugin that takes part in routing. */
class LocalTest {
    private final TestServer server = new TestServer();
    private final TestClient publisher = new TestClient(server);
    private final TestClient one = new TestClient(server);
    private final TestClient other = new TestClient(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageReachesEveryMatchingSubscriptionOnce() {
        assertEquals(Outcome.NOBODY, publisher.publish("foo"));
        one.subscribe("foo", null);
        other.subscribe("foo.*", null);
        other.subscribe(">", null);
        assertEquals(Outcome.DELIVERED, publisher.publish("foo"));
        assertEquals(List.of("foo x"), one.got());
        assertEquals(List.of("foo x"), other.got());
    }

    @Test
    void aQueueGroupGetsEachMessageOnceAndSharesTheLoad() {
        one.subscribe("job", "w");
        other.subscribe("job", "w");
        for (int i = 0; i < 200; i++) {
            assertEquals(Outcome.DELIVERED, publisher.publish("job"));
        }
        assertEquals(200, one.got().size() + other.got().size());
        assertTrue(one.got().size() > 50, "one got " + one.got().size());
        assertTrue(other.got().size() > 50, "the other got " + other.got().size());
    }

    @Test
    void anEndedSubscriptionGetsNothingWhileAWiderOneStays() {
        other.subscribe(">", null);
        Subscription ended = one.subscribe("bar", null);
        publisher.publish("bar");
        one.unsubscribe(ended);
        assertEquals(Outcome.DELIVERED, publisher.publish("bar"));
        assertEquals(1, one.got().size());
        assertEquals(2, other.got().size());
    }
}

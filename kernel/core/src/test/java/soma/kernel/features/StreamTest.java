/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.route.TestServer;
import soma.kernel.route.WireClient;
import soma.spi.route.Outcome;

/** A stream that stores messages and delivers them again. */
class StreamTest {
    private final StreamPlugin stream = new StreamPlugin();
    private final TestServer server = new TestServer(stream);
    private final TestClient publisher = new TestClient(server);
    private final TestClient consumer = new TestClient(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMessageIsStoredAndAcknowledged() {
        publisher.subscribe("_INBOX.a", null);
        assertEquals(Outcome.DELIVERED, publisher.publish("orders.1", "_INBOX.a", "", "o1"));
        assertEquals(List.of("_INBOX.a +ACK 1"), publisher.got());
    }

    @Test
    void aStoredMessageIsDeliveredToAnInboxUnderItsOwnSubject() {
        publisher.publish("orders.1", "", "", "o1");
        consumer.subscribe("_INBOX.push", null);
        WireClient client = server.connect("").send("SUB _INBOX.* 9\r\n");
        assertEquals(Outcome.DELIVERED, stream.push(1, "_INBOX.push"));
        assertEquals(List.of("orders.1 o1"), consumer.got());
        assertEquals("MSG orders.1 9 2\r\no1\r\n", client.take());
        assertEquals(Outcome.DELIVERED, stream.push(1, "_INBOX.other"));
    }

    @Test
    void nobodyListeningIsTold() {
        publisher.publish("orders.1", "", "", "o1");
        assertEquals(Outcome.NOBODY, stream.push(1, "_INBOX.x"));
    }

    @Test
    void aClientGetsItsAcknowledgementOnTheWireInTheSameTurn() {
        WireClient client = server.connect("").send("SUB _INBOX.> 1\r\n");
        for (int i = 1; i < 4; i++) {
            client.send("PUB orders.new _INBOX.x 2\r\nhi\r\n");
            assertEquals("MSG _INBOX.x 1 6\r\n+ACK " + i + "\r\n", client.take());
        }
    }
}

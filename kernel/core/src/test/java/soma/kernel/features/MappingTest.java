/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.route.TestPermissions;
import soma.kernel.route.TestServer;
import soma.kernel.route.WireClient;
import soma.spi.route.Outcome;

/** Subjects that are mapped to others. */
class MappingTest {
    private final MappingPlugin mapping = new MappingPlugin(new Random(7));
    private final TestServer server = new TestServer(mapping);
    private final TestClient publisher = new TestClient(server);
    private final TestClient subscriber = new TestClient(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void messagesAreSpreadByWeight() {
        mapping.map("in", 50, "v1");
        mapping.map("in", 50, "v2");
        subscriber.subscribe("v1", null);
        subscriber.subscribe("v2", null);
        for (int i = 0; i < 200; i++) {
            assertEquals(Outcome.DELIVERED, publisher.publish("in"));
        }
        assertEquals(200, subscriber.got().size());
        long first = subscriber.got().stream().filter("v1 x"::equals).count();
        assertTrue(first > 50 && first < 150, first + " of 200 went to v1");
    }

    @Test
    void clientsAreShownTheMappedSubject() {
        mapping.map("in", 100, "out");
        WireClient client = server.connect("").send("SUB out 1\r\n");
        for (int i = 0; i < 3; i++) {
            client.send("PUB in re 2\r\nhi\r\n");
            assertEquals("MSG out 1 re 2\r\nhi\r\n", client.take());
        }
    }

    @Test
    void aClientWhoseDeliveriesAreCountedChangesNothingForThoseAfterIt() {
        mapping.map("in", 100, "out");
        WireClient limited = server.connect("").send("SUB out 1\r\nUNSUB 1 100\r\n");
        server.user("service", "$G", TestPermissions.answering("_INBOX.>"));
        WireClient service = server.connect(",\"user\":\"service\"").send("SUB out 1\r\n");
        subscriber.subscribe("out", null);
        for (int i = 0; i < 3; i++) {
            limited.send("PUB in re 2\r\nhi\r\n");
            assertEquals("MSG out 1 re 2\r\nhi\r\n", limited.take());
            assertEquals("MSG out 1 re 2\r\nhi\r\n", service.take());
        }
        assertEquals(List.of("out <re> hi", "out <re> hi", "out <re> hi"), subscriber.got());
    }

    @Test
    void permissionsSeeTheMappedSubject() {
        mapping.map("in", 100, "out");
        server.user("quiet", "$G", new TestPermissions(List.of("out"), List.of(), List.of(), List.of()));
        WireClient quiet = server.connect(",\"user\":\"quiet\"");
        subscriber.subscribe("out", null);
        String denied = "-ERR 'Permissions Violation for Publish to \"out\"'\r\n";
        assertEquals(denied, quiet.send("PUB in 0\r\n\r\n").take());
        assertEquals(List.of(), subscriber.got());
    }
}

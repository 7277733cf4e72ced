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
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.Outcome;
import soma.spi.route.Route;
import soma.spi.route.RouteCompiler;

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

    /** A compiler that does no more than ask about another subject. */
    private record Renaming(String from, String to) implements ServerPlugin, RouteCompiler {
        @Override
        public PluginInfo info() {
            return PluginInfo.of("renaming", "1.0.0");
        }

        @Override
        public void contribute(Contributions contributions) {
            contributions.add(RouteCompiler.POINT, this);
        }

        @Override
        public int order() {
            return MAPPING;
        }

        @Override
        public Route compile(Question question, Next next) {
            return next.compile(question.subject().equals(from) ? question.withSubject(to) : question);
        }
    }

    @Test
    void aRouteOfAnotherSubjectShowsThatSubjectToEverybody() {
        try (TestServer renaming = new TestServer(new Renaming("in", "out"))) {
            WireClient client = renaming.connect("").send("SUB out 1\r\n");
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "MSG out 1 re 2\r\nhi\r\n",
                        client.send("PUB in re 2\r\nhi\r\n").take());
            }
            TestClient plugin = new TestClient(renaming);
            plugin.subscribe("out", null);
            client.send("SUB out 2\r\nUNSUB 2 100\r\n");
            for (int i = 0; i < 3; i++) {
                client.send("HPUB in 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
                String end = " 12 14\r\nNATS/1.0\r\n\r\nhi\r\n";
                assertEquals("HMSG out 1" + end + "HMSG out 2" + end, client.take());
            }
            assertEquals(3, plugin.got().size());
            assertTrue(plugin.got().stream().allMatch(got -> got.startsWith("out ")), plugin.got()::toString);
        }
    }

    @Test
    void aRouteOfAnotherSubjectFollowsTheSubscriptionsToThatOne() {
        try (TestServer renaming = new TestServer(new Renaming("in", "out.x"))) {
            WireClient early = renaming.connect("").send("SUB out.x 1\r\n");
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "MSG out.x 1 0\r\n\r\n", early.send("PUB in 0\r\n\r\n").take());
            }
            WireClient late = renaming.connect("").send("SUB out.* 2\r\n");
            early.send("PUB in 0\r\n\r\nUNSUB 1\r\nPUB in 0\r\n\r\n");
            assertEquals("MSG out.x 1 0\r\n\r\n", early.take());
            assertEquals("MSG out.x 2 0\r\n\r\nMSG out.x 2 0\r\n\r\n", late.take());
        }
    }
}

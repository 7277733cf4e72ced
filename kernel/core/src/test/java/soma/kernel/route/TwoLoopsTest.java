/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.boot.Kernel;
import soma.plugin.transport.inprocess.InProcessClient;
import soma.plugin.transport.inprocess.InProcessTransport;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.Race;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

/** Clients on two event loops that publish to each other at the same time. */
class TwoLoopsTest {
    private static final int PUBLISHERS = 4;
    private static final int MESSAGES = 3_000;
    private static final String NAME = "two-loops";

    private final InProcessTransport transport = InProcessTransport.onThreads(2);
    private final List<InProcessClient> clients = new ArrayList<>();
    private final Kernel kernel = Kernel.builder()
            .plugins(List.of(new TwoLoops()))
            .listener(new Endpoint(InProcessTransport.SCHEME, NAME, 0))
            .build();

    TwoLoopsTest() {
        kernel.start();
    }

    @AfterEach
    void stop() {
        clients.forEach(InProcessClient::close);
        kernel.close();
    }

    private final class TwoLoops implements ServerPlugin, Lifecycle {
        @Override
        public PluginInfo info() {
            return PluginInfo.of("two-loops", "1.0.0");
        }

        @Override
        public void contribute(Contributions contributions) {
            contributions.add(Transport.POINT, InProcessTransport.SCHEME, transport);
            contributions.add(Lifecycle.POINT, this);
        }

        @Override
        public void start(Server server) {
            transport.start();
        }

        @Override
        public void stop() {
            transport.close();
        }
    }

    /** Connects a client; clients get the loops by turns. */
    private InProcessClient connect(String commands) {
        InProcessClient client = transport.connect(NAME);
        clients.add(client);
        client.send("CONNECT {\"verbose\":false}\r\n" + commands + "PING\r\n");
        await(client, "PONG\r\n");
        client.take();
        return client;
    }

    private static void await(InProcessClient client, String end) {
        try {
            assertTrue(client.await(text -> text.endsWith(end), Duration.ofSeconds(30)), "no " + end.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Has all publishers send their numbered messages at the same time, and waits until the server has taken them. */
    private void publishAll(String subject) {
        List<InProcessClient> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.add(connect(""));
        }
        Race.run(PUBLISHERS, number -> {
            for (int i = 0; i < MESSAGES; i++) {
                String payload = number + ":" + i;
                publishers.get(number).send("PUB " + subject + " " + payload.length() + "\r\n" + payload + "\r\n");
            }
            publishers.get(number).send("PING\r\n");
            await(publishers.get(number), "PONG\r\n");
        });
    }

    private static List<Arrival> arrivals(InProcessClient client) {
        client.send("PING\r\n");
        await(client, "PONG\r\n");
        String text = client.take();
        return Arrival.all(text.substring(0, text.length() - "PONG\r\n".length()));
    }

    @Test
    void everySubscriberGetsEachPublishersMessagesInOrderWhileOthersComeAndGo() {
        InProcessClient one = connect("SUB foo.bar 1\r\n");
        InProcessClient other = connect("SUB foo.* 1\r\n");
        InProcessClient churning = connect("");
        AtomicBoolean done = new AtomicBoolean();
        Thread churn = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; !done.get(); i++) {
                churning.send("SUB foo.bar x" + i + "\r\nSUB > y" + i + "\r\nPING\r\n");
                Await.until("it is subscribed", () -> churning.received().contains("PONG\r\n"));
                churning.send("UNSUB x" + i + "\r\nUNSUB y" + i + "\r\n");
                churning.take();
            }
        });
        try {
            publishAll("foo.bar");
        } finally {
            done.set(true);
        }
        Await.until("the churn ends", () -> !churn.isAlive());
        for (InProcessClient subscriber : List.of(one, other)) {
            List<Arrival> got = arrivals(subscriber);
            assertEquals(PUBLISHERS * MESSAGES, got.size());
            Map<String, Integer> next = new HashMap<>();
            for (Arrival arrival : got) {
                String[] parts = arrival.payload().split(":");
                int expected = next.merge(parts[0], 1, Integer::sum) - 1;
                assertEquals(expected, Integer.parseInt(parts[1]), "of publisher " + parts[0]);
            }
        }
    }

    @Test
    void aQueueGroupOverBothLoopsGetsEachMessageOnce() {
        List<InProcessClient> members = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            members.add(connect("SUB job w 1\r\n"));
        }
        publishAll("job");
        Map<String, Integer> seen = new HashMap<>();
        for (InProcessClient member : members) {
            List<Arrival> got = arrivals(member);
            assertTrue(got.size() > PUBLISHERS * MESSAGES / 8, "a member got " + got.size());
            got.forEach(arrival -> seen.merge(arrival.payload(), 1, Integer::sum));
        }
        assertEquals(PUBLISHERS * MESSAGES, seen.size());
        assertTrue(seen.values().stream().allMatch(times -> times == 1), "a message was delivered twice");
    }

    @Test
    void aLimitIsExactThoughBothLoopsDeliver() {
        InProcessClient limited = connect("SUB foo 1\r\nUNSUB 1 1000\r\nSUB foo 2\r\n");
        publishAll("foo");
        List<Arrival> got = arrivals(limited);
        assertEquals(1_000, got.stream().filter(a -> a.id().equals("1")).count());
        assertEquals(
                PUBLISHERS * MESSAGES,
                got.stream().filter(a -> a.id().equals("2")).count());
    }
}

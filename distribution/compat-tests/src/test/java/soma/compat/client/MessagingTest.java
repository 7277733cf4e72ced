/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.compat.client.Clients.LIMIT;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.api.ServerInfo;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import soma.compat.server.Await;
import soma.compat.server.ServerProcess;

class MessagingTest {

    private static @Nullable ServerProcess shared;

    @BeforeAll
    static void start() {
        shared = ServerProcess.start();
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
        }
    }

    private static Connection connect() throws Exception {
        return Clients.connect(server());
    }

    private static ServerProcess server() {
        assertNotNull(shared);
        return shared;
    }

    private static Message next(Subscription subscription) throws InterruptedException {
        Message message = subscription.nextMessage(LIMIT);
        assertNotNull(message, "no message on " + subscription.getSubject());
        return message;
    }

    @Test
    void info_tells_who_the_server_is() throws Exception {
        try (Connection connection = connect()) {
            ServerInfo info = connection.getServerInfo();
            assertEquals(server().port(), info.getPort());
            assertTrue(info.getServerId().matches("N[A-Z2-7]{55}"), info.getServerId());
            assertTrue(info.isSameOrNewerThanVersion("2.14.0"), info.getVersion());
            assertTrue(info.isHeadersSupported());
            assertEquals(1024 * 1024, info.getMaxPayload());
            assertFalse(info.isJetStreamAvailable());
            assertEquals("127.0.0.1", info.getClientIp());
        }
    }

    @Test
    void a_message_reaches_its_subscriber() throws Exception {
        try (Connection subscriber = connect();
                Connection publisher = connect()) {
            Subscription subscription = subscriber.subscribe("greet.one");
            subscriber.flush(LIMIT);
            publisher.publish("greet.one", "re", "hello".getBytes(UTF_8));
            publisher.publish("greet.two", "not for you".getBytes(UTF_8));
            publisher.publish("greet.one", new byte[0]);
            publisher.flush(LIMIT);
            Message first = next(subscription);
            assertEquals("hello", new String(first.getData(), UTF_8));
            assertEquals("re", first.getReplyTo());
            assertEquals(0, next(subscription).getData().length);
            subscriber.flush(LIMIT);
            assertEquals(0, subscription.getPendingMessageCount());
        }
    }

    @Test
    void wildcards_choose_by_token() throws Exception {
        try (Connection connection = connect()) {
            Subscription star = connection.subscribe("w.*.c");
            Subscription tail = connection.subscribe("w.>");
            for (String subject : List.of("w.a.c", "w.b.c", "w.a.b.c", "w.c", "w")) {
                connection.publish(subject, new byte[0]);
            }
            connection.flush(LIMIT);
            assertEquals(
                    List.of("w.a.c", "w.b.c"),
                    List.of(next(star).getSubject(), next(star).getSubject()));
            List<String> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(next(tail).getSubject());
            }
            assertEquals(List.of("w.a.c", "w.b.c", "w.a.b.c", "w.c"), all);
            assertEquals(0, star.getPendingMessageCount() + tail.getPendingMessageCount());
        }
    }

    @Test
    void a_queue_group_shares_the_messages_and_every_member_gets_some() throws Exception {
        int messages = 1000;
        try (Connection connection = connect();
                Connection other = connect()) {
            List<Subscription> members = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                members.add((i % 2 == 0 ? connection : other).subscribe("work", "group"));
            }
            connection.flush(LIMIT);
            other.flush(LIMIT);
            for (int i = 0; i < messages; i++) {
                connection.publish("work", new byte[0]);
            }
            Await.until("all are delivered", LIMIT, () -> delivered(members) == messages);
            for (Subscription member : members) {
                // the chance of fewer than 125 of 1000 at one in four is below 1e-20
                assertTrue(
                        member.getPendingMessageCount() > messages / 8,
                        "a member got " + member.getPendingMessageCount());
            }
        }
    }

    private static long delivered(List<Subscription> members) {
        return members.stream().mapToLong(Subscription::getPendingMessageCount).sum();
    }

    @Test
    void a_request_is_answered() throws Exception {
        try (Connection service = connect();
                Connection client = connect()) {
            Dispatcher echo = service.createDispatcher(m -> service.publish(m.getReplyTo(), m.getData()));
            echo.subscribe("echo");
            service.flush(LIMIT);
            Message reply = client.request("echo", "a".getBytes(UTF_8), LIMIT);
            assertNotNull(reply);
            assertEquals("a", new String(reply.getData(), UTF_8));
            List<CompletableFuture<Message>> replies = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                replies.add(client.request("echo", Integer.toString(i).getBytes(UTF_8)));
            }
            for (int i = 0; i < replies.size(); i++) {
                Message one = replies.get(i).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                assertEquals(Integer.toString(i), new String(one.getData(), UTF_8));
            }
        }
    }

    @Test
    void a_request_that_nobody_serves_fails_at_once() throws Exception {
        try (Connection client = connect()) {
            CompletableFuture<Message> reply = client.request("nobody.serves.this", new byte[0]);
            assertThrows(CancellationException.class, () -> reply.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
            assertNull(client.request("nobody.serves.this", new byte[0], LIMIT));
        }
    }

    @Test
    void without_jetstream_its_api_is_a_request_that_nobody_serves() throws Exception {
        try (Connection client = connect()) {
            JetStreamManagement management = client.jetStreamManagement();
            Exception e = assertThrows(Exception.class, management::getAccountStatistics);
            assertTrue(
                    String.valueOf(e.getMessage()).contains("503")
                            || String.valueOf(e.getMessage()).contains("Responders")
                            || String.valueOf(e.getMessage()).contains("no response"),
                    String.valueOf(e));
        }
    }

    @Test
    void headers_arrive_as_they_were_sent() throws Exception {
        try (Connection connection = connect()) {
            Subscription subscription = connection.subscribe("with.headers");
            Headers headers =
                    new Headers().add("One", "1").add("Many", "a", "b", "").add("mANY", "c");
            connection.publish("with.headers", headers, "body".getBytes(UTF_8));
            Message message = next(subscription);
            assertEquals("body", new String(message.getData(), UTF_8));
            assertEquals(List.of("1"), message.getHeaders().get("One"));
            assertEquals(List.of("a", "b", ""), message.getHeaders().get("Many"));
            assertEquals(List.of("c"), message.getHeaders().get("mANY"));
        }
    }

    @Test
    void a_payload_of_a_mebibyte_arrives_whole() throws Exception {
        byte[] payload = new byte[1024 * 1024];
        new Random(7).nextBytes(payload);
        try (Connection subscriber = connect();
                Connection publisher = connect()) {
            Subscription subscription = subscriber.subscribe("big");
            subscriber.flush(LIMIT);
            for (int i = 0; i < 8; i++) {
                publisher.publish("big", payload);
            }
            for (int i = 0; i < 8; i++) {
                assertArrayEquals(payload, next(subscription).getData());
            }
        }
    }

    @Test
    void a_subscription_ends_after_the_number_of_messages_it_asked_for() throws Exception {
        try (Connection connection = connect()) {
            Subscription subscription = connection.subscribe("limited");
            subscription.unsubscribe(3);
            for (int i = 0; i < 5; i++) {
                connection.publish("limited", new byte[] {(byte) i});
            }
            connection.flush(LIMIT);
            for (int i = 0; i < 3; i++) {
                assertEquals(i, next(subscription).getData()[0]);
            }
            assertFalse(subscription.isActive());
        }
    }

    @Test
    void draining_delivers_what_was_sent_before() throws Exception {
        CountDownLatch got = new CountDownLatch(500);
        try (Connection publisher = connect()) {
            Connection subscriber = connect();
            subscriber.createDispatcher(m -> got.countDown()).subscribe("drained");
            subscriber.flush(LIMIT);
            for (int i = 0; i < 500; i++) {
                publisher.publish("drained", new byte[10]);
            }
            publisher.flush(LIMIT);
            assertTrue(subscriber.drain(LIMIT).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
            assertTrue(got.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS), got.getCount() + " missing");
            Await.until(
                    "the drained connection is closed",
                    LIMIT,
                    () -> subscriber.getStatus() == Connection.Status.CLOSED);
        }
    }

    @Test
    void ten_thousand_subscriptions_of_one_connection_each_get_their_own() throws Exception {
        int count = 10_000;
        CountDownLatch got = new CountDownLatch(count);
        try (Connection subscriber = connect();
                Connection publisher = connect()) {
            Dispatcher dispatcher = subscriber.createDispatcher(m -> {
                if (m.getSubject().equals("many." + new String(m.getData(), UTF_8))) {
                    got.countDown();
                }
            });
            for (int i = 0; i < count; i++) {
                dispatcher.subscribe("many." + i);
            }
            subscriber.flush(LIMIT);
            for (int i = 0; i < count; i++) {
                publisher.publish("many." + i, Integer.toString(i).getBytes(UTF_8));
            }
            assertTrue(got.await(10, TimeUnit.SECONDS), got.getCount() + " missing");
        }
    }

    @Test
    void flush_waits_for_the_server() throws Exception {
        try (Connection connection = connect()) {
            connection.flush(Duration.ofSeconds(2));
            assertTrue(connection.RTT().compareTo(Duration.ofSeconds(2)) < 0);
        }
    }

    @Test
    void a_request_to_a_slow_service_times_out() throws Exception {
        try (Connection client = connect()) {
            client.subscribe("silent");
            assertNull(client.request("silent", new byte[0], Duration.ofMillis(100)));
        }
    }
}

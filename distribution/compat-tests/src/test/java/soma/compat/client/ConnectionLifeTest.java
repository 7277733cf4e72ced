/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.compat.client.Clients.LIMIT;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import soma.compat.server.Await;
import soma.compat.server.ServerProcess;

class ConnectionLifeTest {

    @Test
    void a_client_reconnects_after_a_restart_on_the_same_port_and_its_subscriptions_live_on() throws Exception {
        ServerProcess first = ServerProcess.start();
        int port = first.port();
        Queue<Events> events = new ConcurrentLinkedQueue<>();
        Options options = Clients.options(first)
                .maxReconnects(-1)
                .connectionListener((c, e) -> events.add(e))
                .build();
        try (Connection connection = Nats.connect(options)) {
            Subscription subscription = connection.subscribe("after.restart");
            connection.flush(LIMIT);
            first.kill();
            Await.until("the client notices", LIMIT, () -> events.contains(Events.DISCONNECTED));
            try (ServerProcess second = ServerProcess.start("-p", Integer.toString(port))) {
                assertEquals(port, second.port());
                Await.until(
                        "the client subscribes again",
                        Duration.ofSeconds(10),
                        () -> events.contains(Events.RESUBSCRIBED));
                connection.publish("after.restart", new byte[] {1});
                assertNotNull(subscription.nextMessage(LIMIT));
            }
        }
    }

    @Test
    void a_server_that_is_shut_down_closes_its_clients() throws Exception {
        ServerProcess server = ServerProcess.start();
        Queue<Events> events = new ConcurrentLinkedQueue<>();
        Options options = Clients.options(server)
                .noReconnect()
                .connectionListener((c, e) -> events.add(e))
                .build();
        try (Connection connection = Nats.connect(options)) {
            assertEquals(Connection.Status.CONNECTED, connection.getStatus());
            server.stop();
            Await.until("the client is closed", LIMIT, () -> events.contains(Events.CLOSED));
        }
    }

    @Test
    void lame_duck_mode_is_announced_to_the_clients() throws Exception {
        try (ServerProcess server = ServerProcess.start()) {
            Queue<Events> events = new ConcurrentLinkedQueue<>();
            Options options = Clients.options(server)
                    .noReconnect()
                    .connectionListener((c, e) -> events.add(e))
                    .build();
            try (Connection connection = Nats.connect(options)) {
                connection.flush(LIMIT);
                server.signal("USR2");
                Await.until("the client is told", LIMIT, () -> events.contains(Events.LAME_DUCK), server::logTail);
                assertEquals(Connection.Status.CONNECTED, connection.getStatus());
                server.signal("INT");
                server.awaitExit();
            }
        }
    }

    @Test
    void a_message_beyond_the_maximum_is_reported_and_costs_the_connection() throws Exception {
        try (ServerProcess server = ServerProcess.startWithConfiguration("max_payload: 1000\n")) {
            Queue<String> errors = new ConcurrentLinkedQueue<>();
            Queue<Events> events = new ConcurrentLinkedQueue<>();
            Options options = Clients.options(server)
                    .noReconnect()
                    .clientSideLimitChecks(false)
                    .connectionListener((c, e) -> events.add(e))
                    .errorListener(new ErrorListener() {
                        @Override
                        public void errorOccurred(Connection connection, String error) {
                            errors.add(error);
                        }
                    })
                    .build();
            try (Connection connection = Nats.connect(options)) {
                connection.publish("fits", new byte[1000]);
                connection.flush(LIMIT);
                connection.publish("too.large", new byte[1001]);
                Await.until(
                        "the error arrives",
                        LIMIT,
                        () -> errors.stream().anyMatch(e -> e.contains("Maximum Payload Violation")));
                Await.until("the connection ends", LIMIT, () -> events.contains(Events.CLOSED));
            }
        }
    }

    @Test
    void credentials_that_nobody_asks_for_do_no_harm() throws Exception {
        try (ServerProcess server = ServerProcess.start();
                Connection connection = Nats.connect(Clients.options(server)
                        .userInfo("joe".toCharArray(), "secret".toCharArray())
                        .noReconnect()
                        .build())) {
            connection.flush(LIMIT);
        }
    }

    @Test
    void a_wrong_password_is_an_authentication_error() throws Exception {
        try (ServerProcess server = ServerProcess.start("--user", "joe", "--pass", "secret")) {
            try (Connection connection = Nats.connect(Clients.options(server)
                    .userInfo("joe".toCharArray(), "secret".toCharArray())
                    .build())) {
                connection.flush(LIMIT);
            }
            Exception refused = null;
            try (Connection connection = Nats.connect(Clients.options(server)
                    .userInfo("joe".toCharArray(), "wrong".toCharArray())
                    .noReconnect()
                    .build())) {
                connection.flush(LIMIT);
            } catch (io.nats.client.AuthenticationException e) {
                refused = e;
            }
            assertNotNull(refused, "the wrong password was accepted");
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains("authorization violation"),
                    String.valueOf(refused));
        }
    }
}

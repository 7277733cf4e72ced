/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.compat.client.Clients.LIMIT;

import io.nats.client.Connection;
import io.nats.client.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import soma.compat.server.ServerProcess;

class ManyClientsTest {

    private static final int CLIENTS = 50;
    private static final int MESSAGES_EACH = 2_000;

    @Test
    void fifty_clients_exchange_a_hundred_thousand_messages_in_order() throws Exception {
        try (ServerProcess server = ServerProcess.start()) {
            List<Connection> connections = new ArrayList<>();
            CountDownLatch missing = new CountDownLatch(CLIENTS * MESSAGES_EACH);
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    connections.add(Clients.connect(server));
                }
                for (int i = 0; i < CLIENTS; i++) {
                    subscribe(connections.get(i), i, missing, wrong);
                }
                for (int n = 0; n < MESSAGES_EACH; n++) {
                    for (int from = 0; from < CLIENTS; from++) {
                        int to = (from + n) % CLIENTS;
                        byte[] content =
                                ByteBuffer.allocate(8).putInt(from).putInt(n).array();
                        connections.get(from).publish("to." + to, content);
                    }
                }
                boolean complete = missing.await(30, TimeUnit.SECONDS);
                assertEquals(List.of(), wrong.stream().limit(5).toList());
                assertTrue(complete, missing.getCount() + " messages missing");
            } finally {
                for (Connection connection : connections) {
                    connection.close();
                }
            }
        }
    }

    /** Each publisher sends to one subscriber every fiftieth of its numbers, rising. */
    private static void subscribe(Connection connection, int to, CountDownLatch missing, Queue<String> wrong)
            throws Exception {
        int[] expected = new int[CLIENTS];
        for (int from = 0; from < CLIENTS; from++) {
            expected[from] = Math.floorMod(to - from, CLIENTS);
        }
        connection
                .createDispatcher((Message message) -> {
                    ByteBuffer content = ByteBuffer.wrap(message.getData());
                    int from = content.getInt();
                    int n = content.getInt();
                    if (n != expected[from]) {
                        wrong.add("from " + from + " to " + to + " came " + n + " instead of " + expected[from]);
                    }
                    expected[from] = n + CLIENTS;
                    missing.countDown();
                })
                .subscribe("to." + to);
        connection.flush(LIMIT);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.endurance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import soma.compat.server.Await;
import soma.compat.server.ProcessUsage;
import soma.compat.server.Seed;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/**
 * A hundred clients come, subscribe, publish and go at random. Each checks what it receives, a witness counts what all
 * publish, and the server ends as it began.
 */
@EnabledIfSystemProperty(named = "soma.soak", matches = "true", disabledReason = "a soak test, run with -Psoak")
class SoakTest {

    private static final int CLIENTS = 100;
    private static final long MAX_LAG = 50_000;
    private static final long MAX_GROWTH_KIB = 48 * 1024;

    private final LongAdder visits = new LongAdder();
    private final LongAdder published = new LongAdder();
    private final AtomicLong witnessed = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    void counts_add_up_and_everything_is_given_back() throws Exception {
        Random random = new Random(Seed.choose());
        long seconds = Long.getLong("soma.soak.seconds", 300);
        try (ServerProcess server = ServerProcess.start();
                WireClient witness = WireClient.connect(server.port(), "\"verbose\":false")) {
            witness.send("SUB soak.> 1\r\n");
            Thread counting = Thread.ofPlatform().daemon().start(() -> count(witness));
            long warmUp = System.nanoTime()
                    + Duration.ofSeconds(Math.min(15, seconds / 4)).toNanos();
            soak(server, random, warmUp);
            ProcessUsage before = settled(server);
            soak(server, random, System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
            assertEquals(List.of(), failures.stream().limit(5).toList());
            Await.until(
                    "the witness has everything",
                    Duration.ofSeconds(10),
                    () -> witnessed.get() == published.sum(),
                    () -> witnessed.get() + " of " + published.sum() + " messages");
            ProcessUsage after = settled(server);
            System.out.printf(
                    "%d visits, %d messages; before %s, after %s%n", visits.sum(), published.sum(), before, after);
            assertTrue(visits.sum() > CLIENTS, "too few visits: " + visits.sum());
            assertTrue(
                    Math.abs(after.descriptors() - before.descriptors()) <= 5, "descriptors " + before + " → " + after);
            assertTrue(after.threads() - before.threads() <= 8, "threads " + before + " → " + after);
            assertTrue(after.residentKiB() - before.residentKiB() < MAX_GROWTH_KIB, "memory " + before + " → " + after);
            assertTrue(counting.isAlive(), "the witness was closed");
        }
    }

    private void count(WireClient witness) {
        while (!witness.ended()) {
            String line = witness.lineOrNothing();
            if (line.startsWith("MSG soak.")) {
                witnessed.incrementAndGet();
            } else if (line.equals("PING\r\n")) {
                witness.send("PONG\r\n");
            }
        }
    }

    /** What the server holds once the connections of the clients that left are gone. */
    private static ProcessUsage settled(ServerProcess server) {
        int few = 40;
        Await.until(
                "the connections are closed",
                Duration.ofSeconds(10),
                () -> server.usage().descriptors() < few);
        giveBackHeap(server.pid());
        return server.usage();
    }

    /**
     * Has a server that is a JVM collect its garbage and give free heap back to the system, which takes it several
     * collections; else its resident memory tells when the last collection was. Of no effect on others.
     */
    private static void giveBackHeap(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            for (int i = 0; i < 5; i++) {
                new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            }
        } catch (IOException e) {
            System.out.println("resident memory includes garbage: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void soak(ServerProcess server, Random random, long end) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random own = new Random(random.nextLong());
                String name = "c" + i;
                clients.add(threads.submit(() -> live(server.port(), name, own, end)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    private void live(int port, String name, Random random, long end) {
        for (int n = 0; System.nanoTime() - end < 0 && failures.isEmpty(); n++) {
            try {
                // nobody runs away from the witness, which the server would close as a slow consumer
                Await.until(
                        "the witness keeps up",
                        Duration.ofSeconds(20),
                        () -> published.sum() - witnessed.get() < MAX_LAG);
                // a name of its own for each visit: the server may not have noticed yet that the last one is over
                visit(port, "soak." + name + "." + end % 100_000 + "." + n, random);
            } catch (AssertionError | RuntimeException e) {
                failures.add(name + ": " + e);
            }
        }
    }

    /**
     * One connection: subscribes some subjects of its own, publishes to them, checks what comes, leaves politely or
     * not.
     */
    private void visit(int port, String name, Random random) {
        try (WireClient client =
                WireClient.connect(port, "\"verbose\":false,\"headers\":true,\"name\":\"" + name + "\"")) {
            int subscriptions = 1 + random.nextInt(20);
            StringBuilder subscribe = new StringBuilder();
            for (int s = 0; s < subscriptions; s++) {
                subscribe
                        .append("SUB ")
                        .append(name)
                        .append('.')
                        .append(s)
                        .append(random.nextBoolean() ? " " : " q ")
                        .append(s)
                        .append("\r\n");
            }
            client.send(subscribe.toString());
            for (int round = random.nextInt(5); round >= 0; round--) {
                exchange(client, name, subscriptions, random);
            }
            int leave = random.nextInt(4);
            if (leave == 0) {
                client.send("PUB " + name + ".0 1000000\r\nunfinished");
            } else if (leave == 1) {
                client.send("NONSENSE\r\n");
                client.readToEnd();
            }
            visits.increment();
        }
    }

    private void exchange(WireClient client, String name, int subscriptions, Random random) {
        StringBuilder publish = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 1 + random.nextInt(50); i > 0; i--) {
            int s = random.nextInt(subscriptions + 2); // two subjects have no subscriber
            String payload = Integer.toString(random.nextInt()).repeat(1 + random.nextInt(30));
            publish.append("PUB ")
                    .append(name)
                    .append('.')
                    .append(s)
                    .append(' ')
                    .append(payload.length())
                    .append("\r\n");
            publish.append(payload).append("\r\n");
            if (s < subscriptions) {
                expected.append("MSG ")
                        .append(name)
                        .append('.')
                        .append(s)
                        .append(' ')
                        .append(s)
                        .append(' ')
                        .append(payload.length());
                expected.append("\r\n").append(payload).append("\r\n");
            }
            published.increment();
        }
        client.send(publish + "PING\r\n");
        client.expect(expected + "PONG\r\n");
    }
}

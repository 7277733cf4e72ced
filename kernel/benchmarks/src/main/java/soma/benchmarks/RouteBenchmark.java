/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.benchmarks;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Finding the route of a message: remembered, not remembered, and compiled. Each message goes to one client, so the cost
 * of {@code DeliveryBenchmark} with one client is in every figure.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RouteBenchmark {
    private static final int BATCH = 100;

    /** More subjects than any cache of routes keeps, each seen once per round. */
    private static final int ROUNDS = 10_000;

    private TestServer server;
    private TestClient publisher;
    private TestClient subscriber;
    private MemorySegment same;
    private MemorySegment hundred;
    private MemorySegment[] distinct;
    private MemorySegment[] churn;
    private int round;

    /** Connects both clients. */
    @Setup
    public void connect() {
        server = new TestServer();
        publisher = server.connect();
        subscriber = server.connect();
        subscriber.send("SUB orders.> 1\r\n");
        same = TestClient.bytes(Texts.publish("orders.new.eu", 16).repeat(BATCH));
        hundred = TestClient.bytes(subjects(0));
        distinct = new MemorySegment[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            distinct[i] = TestClient.bytes(subjects((i + 1) * BATCH));
        }
        churn = new MemorySegment[] {TestClient.bytes("SUB orders.new.* 2\r\n"), TestClient.bytes("UNSUB 2\r\n")};
    }

    private static String subjects(int first) {
        var text = new StringBuilder();
        for (int i = first; i < first + BATCH; i++) {
            text.append(Texts.publish("orders.new." + i, 16));
        }
        return text.toString();
    }

    /** Ends the server. */
    @TearDown
    public void close() {
        server.close();
    }

    /** The same subject again: the session's last route. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long last() {
        publisher.receive(same);
        return subscriber.received();
    }

    /** A hundred subjects in turn: the route cache. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long hit() {
        publisher.receive(hundred);
        return subscriber.received();
    }

    /** A million subjects in turn: no route is remembered, the index is asked. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long miss() {
        publisher.receive(distinct[round]);
        round = (round + 1) % ROUNDS;
        return subscriber.received();
    }

    /**
     * A hundred subjects in turn, twice, after a change that concerns them all: each is answered by the index once, and
     * then compiled. The time is that of a pair.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long compile() {
        subscriber.receive(churn[round]);
        round ^= 1;
        publisher.receive(hundred);
        publisher.receive(hundred);
        return subscriber.received();
    }
}

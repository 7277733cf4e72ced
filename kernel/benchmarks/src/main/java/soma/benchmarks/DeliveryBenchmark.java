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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The whole way of a message from the bytes of PUB to the bytes of MSG, 100 per wake-up, to links that take all. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DeliveryBenchmark {
    private static final int BATCH = 100;

    /** How many clients subscribe. */
    @Param({"1", "8", "1000"})
    public int clients;

    /** How many bytes a message has. */
    @Param({"16", "128"})
    public int size;

    /** Whether all subscribe for themselves, or share one queue group. */
    @Param({"plain", "queue"})
    public String kind;

    private TestServer server;
    private TestClient publisher;
    private TestClient subscriber;
    private MemorySegment bytes;

    /** Connects everyone. */
    @Setup
    public void connect() {
        server = new TestServer();
        publisher = server.connect();
        for (int i = 0; i < clients; i++) {
            subscriber = server.connect();
            subscriber.send(kind.equals("queue") ? "SUB orders.new.* workers 1\r\n" : "SUB orders.new.* 1\r\n");
        }
        bytes = TestClient.bytes(Texts.publish("orders.new.eu", size).repeat(BATCH));
        long before = subscriber.received();
        publisher.receive(bytes);
        if (kind.equals("plain") && subscriber.received() - before < (long) BATCH * size) {
            throw new IllegalStateException("the messages did not arrive");
        }
    }

    /** Ends the server. */
    @TearDown
    public void close() {
        server.close();
    }

    /** Delivers one batch; the time is that of one message to all its clients. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long deliver() {
        publisher.receive(bytes);
        return subscriber.received();
    }
}

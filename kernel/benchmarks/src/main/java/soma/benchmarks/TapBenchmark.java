/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.benchmarks;

import java.lang.foreign.MemorySegment;
import java.util.List;
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
import soma.spi.message.Message;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.route.PublishTap;
import soma.spi.route.Route;

/** What a tap costs messages that are none of its business, from the bytes of a message to one client that gets it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TapBenchmark {
    private static final int BATCH = 100;
    private static final int SIZE = 128;

    /** Whether a tap with the triggers of message tracing is there. */
    @Param({"no", "yes"})
    public String tap;

    /** Whether the messages have headers, none of which calls the tap. */
    @Param({"no", "yes"})
    public String headers;

    private TestServer server;
    private TestClient publisher;
    private TestClient subscriber;
    private MemorySegment bytes;

    /** Connects both clients. */
    @Setup
    public void connect() {
        server = tap.equals("yes") ? new TestServer(new TapPlugin()) : new TestServer();
        publisher = server.connect();
        subscriber = server.connect();
        subscriber.send("SUB orders.new.* 1\r\n");
        String message = headers.equals("yes")
                ? Texts.publishWithHeaders("orders.new.eu", SIZE)
                : Texts.publish("orders.new.eu", SIZE);
        bytes = TestClient.bytes(message.repeat(BATCH));
        long before = subscriber.received();
        publisher.receive(bytes);
        if (subscriber.received() - before < (long) BATCH * SIZE) {
            throw new IllegalStateException("the messages did not arrive");
        }
    }

    /** Ends the server. */
    @TearDown
    public void close() {
        server.close();
    }

    /** Delivers one batch; the time is that of one message. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long deliver() {
        publisher.receive(bytes);
        return subscriber.received();
    }

    /** A tap that no message of this benchmark calls, and its plugin. */
    private static final class TapPlugin implements ServerPlugin, PublishTap {
        @Override
        public PluginInfo info() {
            return PluginInfo.of("tap", "0.1.0");
        }

        @Override
        public void contribute(Contributions contributions) {
            contributions.add(PublishTap.POINT, this);
        }

        @Override
        public List<Trigger> triggers() {
            return List.of(Trigger.exactly("Nats-Trace-Dest"), Trigger.inAnyCase("traceparent"));
        }

        @Override
        public int publish(Message message, Route route) {
            throw new IllegalStateException("no message has a header for it");
        }
    }
}

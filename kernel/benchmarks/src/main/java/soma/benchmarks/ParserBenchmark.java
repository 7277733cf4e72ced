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

/** Reading messages that nobody wants, 100 per wake-up: the parser, and a route that is remembered and empty. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ParserBenchmark {
    private static final int BATCH = 100;

    /** What arrives: {@code other} is spelled as no client library does, {@code mixed} is all of them in turn. */
    @Param({"pub16", "pub128", "hpub128", "other", "mixed"})
    public String traffic;

    private TestServer server;
    private TestClient client;
    private MemorySegment bytes;

    /** Connects the client. */
    @Setup
    public void connect() {
        server = new TestServer();
        client = server.connect();
        var text = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
            text.append(message(i));
        }
        bytes = TestClient.bytes(text.toString());
    }

    private String message(int i) {
        return switch (traffic) {
            case "pub16" -> Texts.publish("orders.new.eu", 16);
            case "pub128" -> Texts.publish("orders.new.eu", 128);
            case "hpub128" -> Texts.publishWithHeaders("orders.new.eu", 128);
            case "other" -> "pub\torders.new.eu  16\n0123456789abcdef\r\n";
            default ->
                switch (i % 4) {
                    case 0 -> Texts.publish("orders.new.eu", 16);
                    case 1 -> Texts.publish("orders.new.us", 128);
                    case 2 -> Texts.publishWithHeaders("orders.old", 128);
                    default -> "PUB orders.new.eu inbox.1 16\r\n0123456789abcdef\r\n";
                };
        };
    }

    /** Ends the server. */
    @TearDown
    public void close() {
        server.close();
    }

    /** Reads one batch; the time is that of one message. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long read() {
        return client.receive(bytes);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.benchmarks;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import soma.kernel.index.MatchSet;
import soma.kernel.index.Member;
import soma.kernel.index.SubjectIndex;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;

/** Matching a literal subject against many subscriptions, as it is done when no route is remembered. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class IndexBenchmark {
    /** How many subjects are matched in turn; a power of two. */
    private static final int SUBJECTS = 1024;

    private static final int SLACK = 64;

    /** How many subscriptions there are. */
    @Param({"1000", "100000"})
    public int subscriptions;

    /** Whether they name subjects one by one, or have a wildcard in the middle. */
    @Param({"literal", "wildcard"})
    public String kind;

    private final SubjectIndex index = new SubjectIndex();
    private final MatchSet matches = new MatchSet();
    private final MemorySegment[] subjects = new MemorySegment[SUBJECTS];
    private int next;

    /** Fills the index. */
    @Setup
    public void subscribe() {
        for (int i = 0; i < subscriptions; i++) {
            String middle = kind.equals("literal") ? "region" + i % 100 : "*";
            index.add(member("orders." + middle + ".item" + i));
        }
        for (int i = 0; i < SUBJECTS; i++) {
            int item = (int) ((long) i * subscriptions / SUBJECTS);
            subjects[i] = TestClient.bytes("orders.region" + item % 100 + ".item" + item);
        }
        if (match() == 0) {
            throw new IllegalStateException("nothing matches");
        }
    }

    private static Member member(String subject) {
        byte[] bytes = subject.getBytes(StandardCharsets.UTF_8);
        return new Member(new Subscription(bytes, null, subject, new Nobody(), Subscription.Trait.PUBLIC), null);
    }

    /** Matches one subject, which one subscription wants. */
    @Benchmark
    public int match() {
        MemorySegment subject = subjects[next];
        next = next + 1 & SUBJECTS - 1;
        index.match(subject, 0, (int) subject.byteSize() - SLACK, matches);
        return matches.plain();
    }

    private record Nobody() implements Subscriber {
        @Override
        public Participant owner() {
            return null;
        }

        @Override
        public int deliver(Subscription subscription, Message message) {
            return Outcome.NOBODY;
        }
    }
}

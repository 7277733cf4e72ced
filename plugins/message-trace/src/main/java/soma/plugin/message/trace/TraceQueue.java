/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.reports.api.AboutServer;
import soma.plugin.reports.api.Json;
import soma.spi.message.MessageBuffer;
import soma.spi.server.Server;

/**
 * Publishes traces in their order on a worker, since writing and compressing them may take a while. What waits is bounded: if
 * traces are made faster than they are sent, the latest are dropped. Safe for any thread.
 */
final class TraceQueue {
    private static final Logger LOG = LoggerFactory.getLogger(TraceQueue.class);

    /** So many bytes traces may take up that wait, roughly. */
    static final long MOST_WAITING = 64L << 20;

    private final Server server;
    private final AboutServer about;
    private final long mostWaiting;
    private final Queue<Trace> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong weight = new AtomicLong();
    private final AtomicInteger unsent = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();

    TraceQueue(Server server, AboutServer about) {
        this(server, about, MOST_WAITING);
    }

    TraceQueue(Server server, AboutServer about, long mostWaiting) {
        this.server = server;
        this.about = about;
        this.mostWaiting = mostWaiting;
    }

    Server server() {
        return server;
    }

    /** Sends a trace soon. */
    void send(Trace trace) {
        long before = weight.getAndAdd(trace.weight());
        if (before > 0 && before + trace.weight() > mostWaiting) {
            weight.addAndGet(-trace.weight());
            dropped.increment();
            return;
        }
        waiting.add(trace);
        if (unsent.getAndIncrement() == 0) {
            server.workers().execute(this::drain);
        }
    }

    private void drain() {
        try (var buffer = new MessageBuffer()) {
            do {
                Trace next = waiting.poll();
                if (next != null) {
                    publish(next, buffer);
                    weight.addAndGet(-next.weight());
                }
            } while (unsent.decrementAndGet() > 0);
        }
        long lost = dropped.sumThenReset();
        if (lost > 0) {
            LOG.warn("{} message traces were dropped, since more were asked for than could be sent", lost);
        }
    }

    private void publish(Trace trace, MessageBuffer buffer) {
        try {
            byte[] payload = trace.encoding().encode(Json.write(trace.document(about.next()), 0));
            trace.space()
                    .publish(
                            buffer.set(trace.destination(), "", trace.encoding().headers(), payload));
        } catch (RuntimeException e) {
            LOG.error("A message trace could not be sent", e);
        }
    }
}

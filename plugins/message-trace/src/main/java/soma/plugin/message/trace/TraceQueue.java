/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.reports.api.Json;
import soma.plugin.reports.api.Times;
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
    private final long mostWaiting;
    private final Queue<Trace> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong weight = new AtomicLong();
    private final AtomicInteger unsent = new AtomicInteger();
    private final AtomicLong sequence = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private volatile @Nullable Map<String, Object> facts;

    TraceQueue(Server server) {
        this(server, MOST_WAITING);
    }

    TraceQueue(Server server, long mostWaiting) {
        this.server = server;
        this.mostWaiting = mostWaiting;
    }

    Server server() {
        return server;
    }

    /** Takes note that what is told of the server may have changed. */
    void serverChanged() {
        facts = null;
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
            byte[] payload = trace.encoding().encode(Json.write(trace.document(serverInfo()), 0));
            trace.space()
                    .publish(
                            buffer.set(trace.destination(), "", trace.encoding().headers(), payload));
        } catch (RuntimeException e) {
            LOG.error("A message trace could not be sent", e);
        }
    }

    private Map<String, Object> serverInfo() {
        Map<String, Object> known = facts;
        if (known == null) {
            known = readFacts();
            facts = known;
        }
        Map<String, Object> info = new LinkedHashMap<>(known);
        info.put("jetstream", false);
        info.put("flags", 0);
        info.put("seq", sequence.incrementAndGet());
        info.put("time", Times.rfc3339(server.clock().instant()));
        return info;
    }

    private Map<String, Object> readFacts() {
        Map<String, Object> varz = server.report("varz", Map.of());
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("name", server.name());
        read.put("host", varz.getOrDefault("host", ""));
        read.put("id", server.id());
        if (varz.get("cluster") instanceof Map<?, ?> cluster && cluster.get("name") instanceof String name) {
            read.put("cluster", name);
        }
        read.put("ver", server.version().nats());
        for (String field : new String[] {"tags", "metadata", "feature_flags"}) {
            Object value = varz.get(field);
            if (value != null) {
                read.put(field, value);
            }
        }
        return read;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.reports.api.Json;
import soma.spi.report.Times;

/**
 * Writes events on a worker, in order. Whoever hands one over never waits: when the disk stalls, events beyond a bound are
 * counted, and a line tells how many are missing as soon as lines can be written again. Safe for any thread.
 */
final class AuditWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int MOST = 65_536;
    private static final int BATCH = 1_024;
    /** The last of all; ends the worker and is not written. */
    private static final Entry END = new Entry(Instant.EPOCH, "", Map.of());

    private final AuditFile file;
    private final InstantSource clock;
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>(MOST);
    private final AtomicLong lost = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** An event that waits. It becomes text on the worker: whoever hands it over has clients to serve. */
    private record Entry(Instant time, String event, Map<String, Object> fields) {
        private boolean isLast() {
            return event.isEmpty();
        }

        private byte[] line() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("time", Times.rfc3339(time));
            all.put("event", event);
            all.putAll(fields);
            byte[] json = Json.write(all, 0);
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        }
    }

    AuditWriter(AuditFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    void start(Executor workers) {
        workers.execute(this::work);
    }

    /** Hands an event over. */
    void write(String event, Map<String, Object> fields) {
        if (!entries.offer(new Entry(clock.instant(), event, fields))) {
            lost.incrementAndGet();
        }
    }

    private void work() {
        List<Entry> batch = new ArrayList<>(BATCH);
        boolean open = true;
        try {
            while (open) {
                batch.clear();
                batch.add(entries.take());
                entries.drainTo(batch, BATCH - 1);
                open = batch.stream().noneMatch(Entry::isLast);
                append(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            ended.countDown();
        }
    }

    private void append(List<Entry> batch) {
        int written = 0;
        try {
            long missing = lost.get();
            if (missing > 0) {
                file.append(new Entry(clock.instant(), "gap", Map.of("lost", missing)).line());
                lost.addAndGet(-missing);
            }
            for (Entry entry : batch) {
                if (!entry.isLast()) {
                    file.append(entry.line());
                }
                written++;
            }
            file.force();
        } catch (IOException e) {
            lost.addAndGet(batch.size() - written);
            LOG.error("The audit log cannot be written, {} events are missing so far: {}", lost.get(), e.toString());
        }
    }

    private void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.error("The audit log cannot be closed: {}", e.toString());
        }
    }

    /** Writes what waits, and ends; returns after a while even if the disk stalls. */
    void stop() {
        try {
            boolean ending = entries.offer(END, 1, TimeUnit.SECONDS);
            if (!ending || !ended.await(5, TimeUnit.SECONDS)) {
                LOG.error("The audit log could not be written to its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

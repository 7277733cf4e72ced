/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes lines from any thread without waiting, and writes them on a thread of its own. When the disk is slower than the events
 * are, or fails, lines are counted in place of being kept, and the next one that is written comes after one that says how
 * many are missing.
 */
final class AuditWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final long CLOSE_MILLIS = 5_000;
    private static final String END = "";

    private final AuditTarget target;
    private final InstantSource clock;
    private final BlockingQueue<String> queue;
    private final AtomicLong missing = new AtomicLong();
    private final Thread thread;
    private volatile boolean ended;
    private boolean failing;

    /** Begins to write; the target is closed along with this. */
    AuditWriter(AuditTarget target, InstantSource clock, int waiting) {
        this.target = target;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(waiting);
        this.thread = Thread.ofVirtual().name("soma-audit").start(this::run);
    }

    /** Has a line written, or counts it as missing. */
    void add(String line) {
        if (ended || !queue.offer(line)) {
            missing.incrementAndGet();
        }
    }

    private void run() {
        try {
            for (String line = queue.take(); !line.equals(END); line = queue.take()) {
                write(line);
            }
            gap();
        } catch (InterruptedException e) {
            LOG.error("The audit log is closed with {} events unwritten", queue.size() + missing.get());
        } finally {
            close(target);
        }
    }

    private void write(String line) {
        if (!gap() || !append(line)) {
            missing.incrementAndGet();
        }
    }

    /** Tells of missing lines; returns whether there is nothing left to tell. */
    private boolean gap() {
        long count = missing.get();
        if (count == 0) {
            return true;
        }
        boolean told = append(
                new AuditEvent(clock.instant(), "gap").with("missing", count).line());
        if (told) {
            missing.addAndGet(-count);
        }
        return told;
    }

    private boolean append(String line) {
        try {
            Instant now = clock.instant();
            target.write(line.getBytes(StandardCharsets.UTF_8), now);
            failing = false;
            return true;
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                LOG.error("Unable to write the audit log; events are counted until it can be written again", e);
            }
            return false;
        }
    }

    private static void close(AuditTarget target) {
        try {
            target.close();
        } catch (IOException e) {
            LOG.error("Unable to close the audit log", e);
        }
    }

    /** Waits, for no longer than a while, until what was added is written. */
    @Override
    public void close() {
        try {
            ended = true;
            boolean asked = queue.offer(END, CLOSE_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
            if (!asked || !thread.join(java.time.Duration.ofMillis(CLOSE_MILLIS))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}

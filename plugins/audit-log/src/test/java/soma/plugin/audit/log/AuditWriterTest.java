/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuditWriterTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    /** A disk that writes when it is let, and fails when told so. */
    private static final class Disk implements AuditTarget {
        private final List<String> lines = new ArrayList<>();
        private final CountDownLatch busy = new CountDownLatch(1);
        private final Semaphore writes;
        private final AtomicInteger failures = new AtomicInteger();
        private boolean closed;

        Disk(int writes) {
            this.writes = new Semaphore(writes);
        }

        @Override
        public void write(byte[] line, Instant now) throws IOException {
            busy.countDown();
            writes.acquireUninterruptibly();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("disk full");
            }
            lines.add(new String(line, StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static String gap(int missing) {
        return "{\"time\":\"2026-11-25T12:00:00Z\",\"event\":\"gap\",\"missing\":" + missing + "}\n";
    }

    @Test
    void writesInOrderAndAllOfItBeforeItIsClosed() {
        Disk disk = new Disk(1000);
        try (AuditWriter writer = new AuditWriter(disk, () -> NOON, 100)) {
            for (int i = 0; i < 50; i++) {
                writer.add(i + "\n");
            }
        }
        assertEquals(50, disk.lines.size());
        assertEquals("49\n", disk.lines.getLast());
        assertTrue(disk.closed);
    }

    @Test
    void whatADiskThatStallsHasNoRoomForIsCounted() throws InterruptedException {
        Disk disk = new Disk(0);
        try (AuditWriter writer = new AuditWriter(disk, () -> NOON, 2)) {
            writer.add("first\n");
            disk.busy.await(); // taken out, and stuck
            for (int i = 0; i < 5; i++) {
                writer.add(i + "\n"); // two wait, three are too many
            }
            disk.writes.release(1000);
        }
        assertEquals(List.of("first\n", gap(3), "0\n", "1\n"), disk.lines);
    }

    @Test
    void whatADiskThatFailsHasNotTakenIsCountedUntilItTakesAgain() {
        Disk disk = new Disk(1000);
        disk.failures.set(3); // a line, then the gap before each of two others
        try (AuditWriter writer = new AuditWriter(disk, () -> NOON, 100)) {
            for (int i = 0; i < 4; i++) {
                writer.add(i + "\n");
            }
        }
        assertEquals(List.of(gap(3), "3\n"), disk.lines);
    }
}

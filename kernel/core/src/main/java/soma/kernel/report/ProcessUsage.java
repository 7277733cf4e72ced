/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What this process takes of the machine. Safe for any thread. */
final class ProcessUsage {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Duration lastUsed = Duration.ZERO;
    private long lastAsked;
    private double lastPercent;

    /** Makes a meter that begins to count now. */
    ProcessUsage() {
        this.lastAsked = System.nanoTime();
    }

    /** Returns the memory that is resident, in bytes; where the system does not tell, the size of the heap. */
    static long memory() {
        if (Files.isReadable(STATUS)) {
            try {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith("VmRSS:")) {
                        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                    }
                }
            } catch (IOException | NumberFormatException e) {
                return Runtime.getRuntime().totalMemory();
            }
        }
        return Runtime.getRuntime().totalMemory();
    }

    /** Returns the part of one processor used since the last time somebody asked, in percent. */
    synchronized double percent() {
        Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        long now = System.nanoTime();
        // processors are accounted in steps of 10 ms, so a short time tells nothing
        if (now - lastAsked >= 100_000_000L) {
            lastPercent = Math.round(1000.0 * used.minus(lastUsed).toNanos() / (now - lastAsked)) / 10.0;
            lastUsed = used;
            lastAsked = now;
        }
        return lastPercent;
    }
}

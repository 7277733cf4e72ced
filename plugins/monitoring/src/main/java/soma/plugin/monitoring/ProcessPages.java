/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What the process itself shows: its threads and its memory. Never its arguments, which may hold secrets. */
final class ProcessPages {
    private static final long MILLISECOND = 1_000_000;

    private ProcessPages() {}

    static String stacks() {
        var text = new StringBuilder(16 * 1024);
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            text.append('"')
                    .append(thread.getName())
                    .append("\" ")
                    .append(thread.getState())
                    .append('\n');
            for (StackTraceElement frame : frames) {
                text.append("\tat ").append(frame).append('\n');
            }
            text.append('\n');
        });
        return text.toString();
    }

    static Map<String, Object> variables() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("Alloc", runtime.totalMemory() - runtime.freeMemory());
        memory.put("HeapAlloc", runtime.totalMemory() - runtime.freeMemory());
        memory.put("HeapSys", runtime.totalMemory());
        memory.put("HeapIdle", runtime.freeMemory());
        memory.put("HeapInuse", runtime.totalMemory() - runtime.freeMemory());
        memory.put("Sys", runtime.maxMemory());
        memory.put("NumGC", sum(GarbageCollectorMXBean::getCollectionCount));
        memory.put("PauseTotalNs", MILLISECOND * sum(GarbageCollectorMXBean::getCollectionTime));
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("cmdline", List.of("nats-server"));
        variables.put("memstats", memory);
        return variables;
    }

    /** Adds up what collectors tell; one that does not know says -1. */
    private static long sum(ToLongFunction<GarbageCollectorMXBean> number) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(number)
                .map(told -> Math.max(0, told))
                .sum();
    }
}

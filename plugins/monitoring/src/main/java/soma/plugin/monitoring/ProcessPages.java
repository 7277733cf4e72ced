/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the process itself shows: its threads and its memory. Never its arguments, which may hold secrets. */
final class ProcessPages {
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
        memory.put("Sys", runtime.maxMemory());
        memory.put("NumGC", collections());
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("cmdline", List.of("nats-server"));
        variables.put("memstats", memory);
        return variables;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(bean -> Math.max(0, bean.getCollectionCount()))
                .sum();
    }
}

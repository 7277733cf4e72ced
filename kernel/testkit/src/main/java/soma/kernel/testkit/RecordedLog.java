/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Every line that was logged in this JVM at any level, as {@code LEVEL LOGGER MESSAGE}, an exception and its causes at the
 * end. Safe for any thread.
 */
public final class RecordedLog {
    private static final int MOST = 10_000;
    private static final Deque<String> LINES = new ArrayDeque<>();

    private RecordedLog() {}

    static void add(String line) {
        synchronized (LINES) {
            if (LINES.size() == MOST) {
                LINES.removeFirst();
            }
            LINES.addLast(line);
        }
    }

    /** Forgets all lines; for the begin of a test. */
    public static void clear() {
        synchronized (LINES) {
            LINES.clear();
        }
    }

    /** Returns the lines, oldest first. */
    public static List<String> lines() {
        synchronized (LINES) {
            return List.copyOf(LINES);
        }
    }

    /** Returns whether any line contains a text. */
    public static boolean contains(String text) {
        return lines().stream().anyMatch(line -> line.contains(text));
    }
}

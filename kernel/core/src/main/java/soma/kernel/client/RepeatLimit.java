/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what many connections bring about at a time from filling the log: each text is admitted once a second. Meant for few
 * texts, since it remembers them all. Safe for any thread.
 */
public final class RepeatLimit {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    /** Makes one that has seen nothing. */
    public RepeatLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns whether this text was not admitted within the last second. */
    boolean admits(String text) {
        Instant now = clock.instant();
        Instant before = last.putIfAbsent(text, now);
        return before == null || (!before.plus(INTERVAL).isAfter(now) && last.replace(text, before, now));
    }
}

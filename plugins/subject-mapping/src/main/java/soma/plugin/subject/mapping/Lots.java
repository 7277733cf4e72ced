/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import soma.spi.annotation.HotPath;

/** Draws lots of 0 to 99 without anyone waiting for anyone. Safe for any thread. */
final class Lots {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final AtomicLong state;

    Lots(RandomGenerator seeds) {
        this.state = new AtomicLong(seeds.nextLong());
    }

    /** Returns lots that are drawn independently of these. */
    Lots fork() {
        return new Lots(() -> mix(state.getAndAdd(STEP)));
    }

    /** Draws a lot. */
    @HotPath
    int draw() {
        // routes belong to one thread each, so that this is not contended; two that draw at once may draw the same
        long z = state.getPlain() + STEP;
        state.setPlain(z);
        return (int) (((mix(z) >>> 33) * 100) >>> 31);
    }

    private static long mix(long seed) {
        long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

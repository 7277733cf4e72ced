/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Random numbers for any number of threads. */
final class Dice {
    /** Those of transforms, which are made out of two texts and nothing else. */
    static final Dice SHARED = new Dice(new SplittableRandom());

    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final AtomicLong state;

    Dice(RandomGenerator seed) {
        this.state = new AtomicLong(seed.nextLong());
    }

    /** Returns a number that is not negative. */
    int roll() {
        long z = state.getAndAdd(STEP);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return (int) ((z ^ (z >>> 31)) >>> 33);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.index;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicIntegerArray;
import soma.kernel.lane.Words;
import soma.spi.annotation.HotPath;

/**
 * Counts changes of an index, in stripes by the first token of the subject, so that whoever kept the answer to an earlier
 * match can tell cheaply whether it may have changed. Read the counts <em>before</em> matching. Safe for any thread.
 */
public final class Generations {
    /** The stripe of changes that may concern any subject. */
    private static final int ALL = 0;

    private static final int STRIPES = 256;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(STRIPES + 1);

    Generations() {}

    /** Returns the stripe that a literal subject belongs to. */
    @HotPath
    public int stripe(MemorySegment memory, long from, int length) {
        int end = 0;
        while (end < length && memory.get(Words.BYTE, from + end) != '.') {
            end++;
        }
        return stripe(Words.hash(memory, from, end));
    }

    private static int stripe(long tokenHash) {
        return ((int) tokenHash & STRIPES - 1) + 1;
    }

    /** Returns how often something changed that may concern any subject. */
    @HotPath
    public int all() {
        return counts.getAcquire(ALL);
    }

    /** Returns how often something changed in a stripe. */
    @HotPath
    public int of(int stripe) {
        return counts.getAcquire(stripe);
    }

    /** Counts a change that may concern any subject. */
    public void changed() {
        counts.incrementAndGet(ALL);
    }

    /** Counts a change that concerns subjects with that first token, which may be a wildcard. */
    void changed(Token firstToken) {
        boolean wildcard = firstToken.isAny() || firstToken.isRest();
        counts.incrementAndGet(wildcard ? ALL : stripe(firstToken.hash()));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets so many handshakes of a second begin. Any thread may ask; the lock is held for the counting only. */
final class RateLimit {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimit.class);
    private static final long SECOND_MILLIS = 1000;

    private final int limit;
    private final InstantSource clock;
    private long second = Long.MIN_VALUE;
    private int begun;
    private int refused;

    RateLimit(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Answers whether one more handshake may begin now. */
    boolean admits() {
        int refusedBefore = 0;
        boolean admitted;
        synchronized (this) {
            long now = Math.floorDiv(clock.millis(), SECOND_MILLIS);
            if (now != second) {
                second = now;
                refusedBefore = refused;
                begun = 0;
                refused = 0;
            }
            admitted = begun < limit;
            begun += admitted ? 1 : 0;
            refused += admitted ? 0 : 1;
        }
        if (refusedBefore > 0) {
            LOG.warn("Rejected {} connections due to TLS rate limiting", refusedBefore);
        }
        return admitted;
    }
}

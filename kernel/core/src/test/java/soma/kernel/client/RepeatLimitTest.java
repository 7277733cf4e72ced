/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepeatLimitTest {
    private Instant now = Instant.EPOCH;

    @Test
    void aTextIsAdmittedOnceASecond() {
        RepeatLimit limit = new RepeatLimit(() -> now);
        assertTrue(limit.admits("full"));
        assertTrue(limit.admits("something else"));
        now = now.plusMillis(999);
        assertFalse(limit.admits("full"));
        now = now.plusMillis(1);
        assertTrue(limit.admits("full"));
        now = now.plusMillis(999);
        assertFalse(limit.admits("full"));
    }
}

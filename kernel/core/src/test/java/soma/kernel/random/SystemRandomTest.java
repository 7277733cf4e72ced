/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SystemRandomTest {
    @Test
    void doesNotRepeatItself() {
        SystemRandom random = new SystemRandom();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(random.nextLong());
        }
        assertEquals(1_000, seen.size());
    }

    @Test
    void fillsEveryByte() {
        byte[] everySet = new byte[33];
        for (int i = 0; i < 64; i++) {
            byte[] bytes = new byte[33];
            new SystemRandom().nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                everySet[at] |= bytes[at];
            }
        }
        for (byte b : everySet) {
            assertEquals((byte) 0xff, b);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;

/**
 * Finds dots among eight bytes at a time, the first one lowest, as {@link ByteView#wordAt} returns them. A dot is told by the
 * highest bit of its byte.
 */
@HotPath
final class Dots {
    /** A dot before all others. */
    static final long FIRST = 0x80;

    /** The bits of which none is set in ASCII. */
    static final long BEYOND_ASCII = 0x8080808080808080L;

    private static final long DOTS = 0x2E2E2E2E2E2E2E2EL;

    private Dots() {}

    /** Returns which bytes are dots. */
    static long in(long word) {
        long zeroWhereDot = word ^ DOTS;
        long carried = (zeroWhereDot & ~BEYOND_ASCII) + ~BEYOND_ASCII;
        return ~(carried | zeroWhereDot) & BEYOND_ASCII;
    }

    /** Returns one dot after so many bytes; none if it is not among these eight. */
    static long at(int index) {
        return index < Long.BYTES ? FIRST << (Byte.SIZE * index) : 0;
    }

    /** Returns how many bytes come before the first of some dots. */
    static int first(long dots) {
        return Long.numberOfTrailingZeros(dots) >>> 3;
    }
}

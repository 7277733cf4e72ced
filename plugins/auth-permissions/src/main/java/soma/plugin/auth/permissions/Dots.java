/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;

/** Finds dots among eight bytes at a time, the first one lowest, as {@link ByteView#wordAt} returns them. */
@HotPath
final class Dots {
    /** The highest bit of each byte; none of them is set in ASCII. */
    static final long HIGH_BITS = 0x8080808080808080L;

    private static final long DOTS = 0x2E2E2E2E2E2E2E2EL;

    private Dots() {}

    /** Returns the highest bit of each byte that is a dot. */
    static long in(long word) {
        long zeroWhereDot = word ^ DOTS;
        long carried = (zeroWhereDot & ~HIGH_BITS) + ~HIGH_BITS;
        return ~(carried | zeroWhereDot) & HIGH_BITS;
    }

    /** Returns how many bytes come before the first dot, given what {@link #in} returned and that there is one. */
    static int first(long dots) {
        return Long.numberOfTrailingZeros(dots) >>> 3;
    }

    /** Returns whether the dots from an index on, where a token begins, leave a token empty. */
    static boolean leaveEmptyToken(ByteView subject, int from) {
        int length = subject.length();
        long before = 0x80; // the byte before the first was a dot
        for (int at = from; at < length; at += Long.BYTES) {
            long dots = in(subject.wordAt(at));
            if ((dots & (dots << 8 | before)) != 0) {
                return true;
            }
            before = dots >>> 56;
        }
        return from >= length || subject.byteAt(length - 1) == '.';
    }
}

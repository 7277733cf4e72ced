/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import soma.spi.annotation.Api;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;

/** Reads and writes the decimal numbers of line protocols. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
@HotPath
public final class Digits {
    /** The most digits that a size may have; more cannot be told from an attempt to overflow. */
    public static final int MOST = 9;

    private Digits() {}

    /**
     * Reads a size.
     *
     * @return the number, or -1 if the bytes are not one to nine ASCII digits
     */
    public static int parse(ByteView digits) {
        return parse(digits.segment(), digits.offset(), digits.length());
    }

    /** Reads a size; see {@link #parse(ByteView)}. */
    public static int parse(MemorySegment memory, long from, int length) {
        if (length < 1 || length > MOST) {
            return -1;
        }
        int number = 0;
        for (long at = from; at < from + length; at++) {
            int digit = memory.get(ValueLayout.JAVA_BYTE, at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Returns how many bytes a number takes that is not negative. */
    public static int length(int number) {
        int length = 1;
        for (int rest = number; rest > 9; rest /= 10) {
            length++;
        }
        return length;
    }

    /**
     * Writes a number that is not negative.
     *
     * @return how many bytes it took
     */
    public static int write(int number, MemorySegment memory, long at) {
        int length = length(number);
        int rest = number;
        for (int i = length - 1; i >= 0; i--) {
            memory.set(ValueLayout.JAVA_BYTE, at + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return length;
    }
}

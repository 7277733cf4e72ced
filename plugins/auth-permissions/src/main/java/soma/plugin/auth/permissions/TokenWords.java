/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;

/**
 * What patterns have as their tokens at one place, to be found by their bytes, eight at a time. What is beyond ASCII is in
 * here too, but nobody looks for it. Immutable once filled.
 */
@HotPath
final class TokenWords {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final long[] firsts;
    private final long[] masks;
    private final long[][] tokens;
    private final int[] lengths;
    private final int shift;

    /**
     * Makes a table.
     *
     * @param size a power of two that is more than the number of tokens
     */
    TokenWords(int size) {
        firsts = new long[size];
        masks = new long[size];
        tokens = new long[size][];
        lengths = new int[size];
        shift = Long.numberOfLeadingZeros(size) + 1;
    }

    /** Adds a pattern to those that have a token, which must not be empty. */
    void add(String token, long bit) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        long[] words = new long[(bytes.length + Long.BYTES - 1) / Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            words[i / Long.BYTES] |= (bytes[i] & 0xFFL) << (Byte.SIZE * (i % Long.BYTES));
        }
        int at = place(words[0], bytes.length);
        while (lengths[at] != 0 && !(lengths[at] == bytes.length && Arrays.equals(tokens[at], words))) {
            at = (at + 1) & (lengths.length - 1);
        }
        firsts[at] = words[0];
        lengths[at] = bytes.length;
        tokens[at] = words;
        masks[at] |= bit;
    }

    /** Tokens that begin alike share a place; all of them are those of the configuration, so there are few. */
    private int place(long first, int length) {
        return (int) ((first + length) * PRIME >>> shift);
    }

    /**
     * Returns the patterns that have a token; 0 for none.
     *
     * @param word the first eight bytes from the start of the token on, whatever follows it
     */
    long find(ByteView subject, int start, int length, long word) {
        long first = length < Long.BYTES ? word & beginning(length) : word;
        int at = place(first, length);
        for (int found = lengths[at]; found != 0; found = lengths[at]) {
            boolean same = found == length && firsts[at] == first;
            if (same && (length <= Long.BYTES || goesOn(tokens[at], subject, start, length))) {
                return masks[at];
            }
            at = (at + 1) & (lengths.length - 1);
        }
        return 0;
    }

    /** Returns whether the subject has the words of a token after the first one, too. */
    private static boolean goesOn(long[] token, ByteView subject, int start, int length) {
        for (int i = 1; i < token.length; i++) {
            int left = length - Long.BYTES * i;
            long word = subject.wordAt(start + Long.BYTES * i);
            if (token[i] != (left < Long.BYTES ? word & beginning(left) : word)) {
                return false;
            }
        }
        return true;
    }

    private static long beginning(int bytes) {
        return (1L << (Byte.SIZE * bytes)) - 1;
    }
}

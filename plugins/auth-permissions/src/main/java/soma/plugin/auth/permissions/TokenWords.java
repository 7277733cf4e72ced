/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;

/**
 * Which patterns have a token at which place, to be found by its bytes, eight at a time. What is beyond ASCII is in here too,
 * but nobody looks for it. Immutable once made.
 */
final class TokenWords {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    /** An entry: first eight bytes, length and place, patterns; side by side, as memory is fetched in lines. */
    private static final int WORD = 0;

    private static final int WHERE = 1;
    private static final int PATTERNS = 2;
    private static final int ENTRY = 4;

    private final long[] entries;
    private final long[][] tokens;
    private final int shift;

    private TokenWords(int most) {
        int size = Integer.highestOneBit(Math.max(most, 1)) << 2;
        entries = new long[size * ENTRY];
        tokens = new long[size][0];
        shift = Long.numberOfLeadingZeros(size) + 1;
    }

    /**
     * Makes it of up to 64 patterns, each split into its tokens, none of which is empty.
     *
     * @param step how far one place is from the next
     */
    static TokenWords of(List<String[]> patterns, int step) {
        var made = new TokenWords(
                patterns.stream().mapToInt(tokens -> tokens.length).sum());
        for (int i = 0; i < patterns.size(); i++) {
            String[] pattern = patterns.get(i);
            for (int place = 0; place < pattern.length; place++) {
                if (!pattern[place].equals("*") && !pattern[place].equals(">")) {
                    made.add(place * step, pattern[place].getBytes(StandardCharsets.UTF_8), 1L << i);
                }
            }
        }
        return made;
    }

    private void add(int place, byte[] token, long bit) {
        long[] words = new long[(token.length + Long.BYTES - 1) / Long.BYTES];
        for (int i = 0; i < token.length; i++) {
            words[i / Long.BYTES] |= (token[i] & 0xFFL) << (Byte.SIZE * (i % Long.BYTES));
        }
        long where = where(place, token.length);
        int at = first(words[0], where);
        while (tokens[at].length > 0 && !(entries[at * ENTRY + WHERE] == where && Arrays.equals(tokens[at], words))) {
            at = next(at);
        }
        tokens[at] = words;
        entries[at * ENTRY + WORD] = words[0];
        entries[at * ENTRY + WHERE] = where;
        entries[at * ENTRY + PATTERNS] |= bit;
    }

    private static long where(int place, int length) {
        return (long) place << Integer.SIZE | length;
    }

    /** Returns where to begin to look; tokens that begin alike meet there, all of which the configuration names. */
    private int first(long word, long where) {
        return (int) (((word ^ (where * PRIME)) * PRIME) >>> shift);
    }

    private int next(int at) {
        return (at + 1) & (tokens.length - 1);
    }

    /**
     * Returns the patterns that have a token of ASCII at a place; 0 for none.
     *
     * @param place the number of tokens before it, times the step
     * @param word  the first eight bytes from the start of the token on, whatever follows it
     */
    @HotPath
    long find(int place, ByteView subject, int start, int length, long word) {
        long begins = length < Long.BYTES ? word & beginning(length) : word;
        long where = where(place, length);
        for (int at = first(begins, where); ; at = next(at)) {
            int entry = at * ENTRY;
            if (entries[entry + WHERE] == 0) {
                return 0;
            }
            boolean same = entries[entry + WHERE] == where && entries[entry + WORD] == begins;
            if (same && (length <= Long.BYTES || goesOn(tokens[at], subject, start, length))) {
                return entries[entry + PATTERNS];
            }
        }
    }

    /** Returns whether the subject has the words of a token after the first one, too. */
    @HotPath
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

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;

/** What the patterns of a group have as their tokens at one place, one bit for each pattern. Immutable. */
@HotPath
final class TokenLevel {
    private final @Nullable String[] tokens;
    private final long[] masks;
    private long any;
    private long rest;
    private long last;

    TokenLevel(List<String[]> patterns, int depth) {
        int size = Integer.highestOneBit(patterns.size()) << 2;
        tokens = new String[size];
        masks = new long[size];
        for (int i = 0; i < patterns.size(); i++) {
            String[] pattern = patterns.get(i);
            if (depth < pattern.length) {
                add(pattern[depth], 1L << i);
                last |= depth == pattern.length - 1 && !pattern[depth].equals(">") ? 1L << i : 0;
            }
        }
    }

    private void add(String token, long bit) {
        switch (token) {
            case "*" -> any |= bit;
            case ">" -> rest |= bit;
            default -> {
                int at = place(hash(token, 0, token.length()));
                while (tokens[at] != null && !token.equals(tokens[at])) {
                    at = (at + 1) & (tokens.length - 1);
                }
                tokens[at] = token;
                masks[at] |= bit;
            }
        }
    }

    /**
     * Mixes what is quick to look at: a token is compared in full all the same, and tokens that look alike here are those of the
     * configuration, at most as many as there are bits.
     */
    private static int hash(int length, int first, int middle, int beforeLast, int last) {
        return (((31 * length + first) * 31 + middle) * 31 + beforeLast) * 31 + last;
    }

    private static int hash(String text, int start, int end) {
        int length = end - start;
        return hash(
                length,
                text.charAt(start),
                text.charAt(start + (length >> 1)),
                text.charAt(length < 2 ? start : end - 2),
                text.charAt(end - 1));
    }

    private int place(int hash) {
        return (hash ^ (hash >>> 15)) & (tokens.length - 1);
    }

    /** Returns the patterns that take any token here. */
    long any() {
        return any;
    }

    /** Returns the patterns that take whatever follows from here on. */
    long rest() {
        return rest;
    }

    /** Returns the patterns that end here. */
    long last() {
        return last;
    }

    /** Returns the patterns that have exactly this token here. */
    long literal(String subject, int start, int end) {
        int at = place(hash(subject, start, end));
        for (String token = tokens[at]; token != null; token = tokens[at]) {
            if (token.length() == end - start && subject.startsWith(token, start)) {
                return masks[at];
            }
            at = (at + 1) & (tokens.length - 1);
        }
        return 0;
    }
}

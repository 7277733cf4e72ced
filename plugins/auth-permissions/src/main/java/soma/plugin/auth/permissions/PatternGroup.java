/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.List;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;

/**
 * Up to 64 patterns that are followed side by side, one bit each, while a subject is read token by token. So no pattern
 * can make matching slow, however its wildcards are placed. Immutable.
 */
final class PatternGroup {
    static final int MOST = 64;

    private final TokenLevel[] levels;
    private final long all;

    PatternGroup(List<String> patterns) {
        List<String[]> split = patterns.stream().map(p -> p.split("\\.", -1)).toList();
        int depth = split.stream().mapToInt(tokens -> tokens.length).max().orElse(0);
        levels = new TokenLevel[depth];
        for (int i = 0; i < depth; i++) {
            levels[i] = new TokenLevel(split, i);
        }
        all = patterns.size() == MOST ? -1 : (1L << patterns.size()) - 1;
    }

    /**
     * Returns which patterns match a subject.
     *
     * @param wide whether a {@code >} in the subject stands for many subjects, all of which must be matched; else
     *             wildcards in it are text. A {@code *} needs no distinction: as text or not, only a wildcard matches it
     */
    long matching(String subject, boolean wide) {
        long alive = all;
        long matched = 0;
        int start = 0;
        for (int depth = 0; ; depth++) {
            if (depth == levels.length || alive == 0) {
                return matched == 0 || hasEmptyToken(subject, start) ? 0 : matched;
            }
            int dot = subject.indexOf('.', start);
            int end = dot < 0 ? subject.length() : dot;
            if (end == start) {
                return 0; // an empty token: nothing matches
            }
            TokenLevel level = levels[depth];
            matched |= alive & level.rest();
            if (wide && end == start + 1 && subject.charAt(start) == '>') {
                alive = 0;
            }
            alive &= level.any() | level.literal(subject, start, end);
            if (end == subject.length()) {
                return matched | (alive & level.last());
            }
            start = end + 1;
        }
    }

    private static boolean hasEmptyToken(String subject, int from) {
        return from == subject.length()
                || subject.charAt(from) == '.'
                || subject.charAt(subject.length() - 1) == '.'
                || subject.indexOf("..", from) >= 0;
    }

    /**
     * Answers the same about a subject given as bytes, looked at eight at a time; what is beyond ASCII is worth making text
     * of it.
     */
    @HotPath
    long matching(ByteView subject, boolean wide) {
        long alive = all;
        long matched = 0;
        int start = 0;
        int length = subject.length();
        for (int depth = 0; depth < levels.length && alive != 0; depth++) {
            long word = subject.wordAt(start);
            long seen = word;
            long dots = Dots.in(word);
            int at = start;
            while (dots == 0 && at + Long.BYTES < length) {
                at += Long.BYTES;
                long next = subject.wordAt(at);
                seen |= next;
                dots = Dots.in(next);
            }
            if ((seen & Dots.HIGH_BITS) != 0) {
                return matching(subject.toString(), wide);
            }
            int end = dots == 0 ? length : at + Dots.first(dots);
            if (end == start) {
                return 0; // an empty token: nothing matches
            }
            TokenLevel level = levels[depth];
            matched |= alive & level.rest();
            if (wide && end == start + 1 && (byte) word == '>') {
                alive = 0;
            }
            alive &= level.any() | level.literal(subject, start, end - start, word);
            if (end == length) {
                return matched | (alive & level.last());
            }
            start = end + 1;
        }
        return matched == 0 || Dots.leaveEmptyToken(subject, start) ? 0 : matched;
    }
}

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

    private static final int ANY = 0;
    private static final int REST = 1;
    private static final int LAST = 2;
    private static final int PLACE = 4;

    /** For subjects as text. */
    private final TokenLevel[] levels;

    /** For subjects as bytes: what {@link TokenLevel} has of each place, side by side, and nothing of a place after the last. */
    private final long[] marks;

    private final TokenWords words;
    private final long all;

    PatternGroup(List<String> patterns) {
        List<String[]> split = patterns.stream().map(p -> p.split("\\.", -1)).toList();
        int depth = split.stream().mapToInt(tokens -> tokens.length).max().orElse(0);
        levels = new TokenLevel[depth];
        for (int i = 0; i < depth; i++) {
            levels[i] = new TokenLevel(split, i);
        }
        marks = new long[(depth + 1) * PLACE];
        for (int i = 0; i < depth; i++) {
            marks[i * PLACE + ANY] = levels[i].any();
            marks[i * PLACE + REST] = levels[i].rest();
            marks[i * PLACE + LAST] = levels[i].last();
        }
        words = TokenWords.of(split, PLACE);
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
        int length = subject.length();
        long alive = all;
        long matched = 0;
        long seen = 0;
        long endBefore = Dots.FIRST; // a token begins where the one before has ended
        int place = 0;
        int start = 0;
        for (int at = 0; at <= length; at += Long.BYTES) {
            long word = subject.wordAt(at);
            seen |= word;
            long ends = Dots.in(word) | Dots.at(length - at);
            if ((ends & (ends << Byte.SIZE | endBefore)) != 0) {
                return 0; // an empty token: nothing matches
            }
            endBefore = ends >>> (Long.SIZE - Byte.SIZE);
            for (; ends != 0 && alive != 0; ends &= ends - 1) {
                int end = at + Dots.first(ends);
                long taken = alive & marks[place + REST];
                matched |= taken;
                alive ^= taken; // they end here, so as a rule nothing is left to look for
                if (alive != 0) {
                    alive &= goingOn(place, subject, start, end, wide);
                }
                matched |= end == length ? alive & marks[place + LAST] : 0;
                place += PLACE;
                start = end + 1;
            }
        }
        return (seen & Dots.BEYOND_ASCII) == 0 ? matched : matching(subject.toString(), wide);
    }

    /** Returns the patterns that have a token, or any, at their place. */
    private long goingOn(int place, ByteView subject, int start, int end, boolean wide) {
        long word = subject.wordAt(start);
        return wide && end == start + 1 && (byte) word == '>'
                ? 0
                : marks[place + ANY] | words.find(place, subject, start, end - start, word);
    }
}

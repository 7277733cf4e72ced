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

    boolean matches(String subject) {
        long alive = all;
        boolean matched = false;
        int start = 0;
        for (int depth = 0; ; depth++) {
            int hash = 0;
            int end = start;
            for (; end < subject.length() && subject.charAt(end) != '.'; end++) {
                hash = TokenLevel.hash(hash, subject.charAt(end));
            }
            if (end == start) {
                return false; // an empty token: nothing matches
            }
            if (depth == levels.length) {
                alive = 0;
            }
            if (alive != 0) {
                TokenLevel level = levels[depth];
                matched |= (alive & level.rest()) != 0;
                alive &= level.any() | level.literal(subject, start, end, hash);
                if (end == subject.length()) {
                    return matched || (alive & level.last()) != 0;
                }
            }
            if (end == subject.length() || (alive == 0 && !matched)) {
                return matched;
            }
            start = end + 1;
        }
    }

    /** The same for bytes; what is beyond ASCII is worth making text of it. */
    @HotPath
    boolean matches(ByteView subject) {
        long alive = all;
        boolean matched = false;
        int start = 0;
        int length = subject.length();
        for (int depth = 0; ; depth++) {
            int hash = 0;
            int end = start;
            for (; end < length && subject.byteAt(end) != '.'; end++) {
                int b = subject.byteAt(end);
                if (b < 0) {
                    return matches(subject.toString());
                }
                hash = TokenLevel.hash(hash, b);
            }
            if (end == start) {
                return false;
            }
            if (depth == levels.length) {
                alive = 0;
            }
            if (alive != 0) {
                TokenLevel level = levels[depth];
                matched |= (alive & level.rest()) != 0;
                alive &= level.any() | level.literal(subject, start, end, hash);
                if (end == length) {
                    return matched || (alive & level.last()) != 0;
                }
            }
            if (end == length || (alive == 0 && !matched)) {
                return matched;
            }
            start = end + 1;
        }
    }
}

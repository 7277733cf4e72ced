/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.subject.Subjects;

/**
 * Patterns that allow and patterns that deny, looked up together. Immutable. Takes a time that grows with the length of the
 * subject and not with the number of patterns, up to 64 of them, and allocates nothing.
 */
final class PatternRules {
    /** Set in an answer if something allows the subject. */
    static final int ALLOWED = 1;

    /** Set in an answer if something denies the subject. */
    static final int DENIED = 2;

    private final PatternGroup[] groups;
    private final long[] allowing;
    private final int unless;

    /**
     * Makes rules; patterns that nothing can match are left out.
     *
     * @param allow what is allowed; null for everything
     */
    PatternRules(@Nullable List<String> allow, List<String> deny) {
        List<String> usable = new ArrayList<>(usable(allow == null ? List.of() : allow));
        int allowed = usable.size();
        usable.addAll(usable(deny));
        groups = new PatternGroup[(usable.size() + PatternGroup.MOST - 1) / PatternGroup.MOST];
        allowing = new long[groups.length];
        for (int i = 0; i < usable.size(); i++) {
            int group = i / PatternGroup.MOST;
            if (i % PatternGroup.MOST == 0) {
                groups[group] = new PatternGroup(usable.subList(i, Math.min(i + PatternGroup.MOST, usable.size())));
            }
            allowing[group] |= i < allowed ? 1L << (i % PatternGroup.MOST) : 0;
        }
        unless = allow == null ? ALLOWED : 0;
    }

    private static List<String> usable(List<String> patterns) {
        return patterns.stream().filter(Subjects::isSubscribable).toList();
    }

    /** Returns whether a literal subject is allowed and not denied; a wildcard in it is taken as text. */
    boolean permit(String literal) {
        return of(literal, false) == ALLOWED;
    }

    /** Answers the same about a subject given as bytes. */
    @HotPath
    boolean permit(ByteView literal) {
        return of(literal, false) == ALLOWED;
    }

    /**
     * Returns whether a subject is {@link #ALLOWED}, {@link #DENIED}, both or neither.
     *
     * @param wide whether it may be a pattern, all of which must be allowed, or denied; else wildcards in it are text
     */
    int of(String subject, boolean wide) {
        int answer = unless;
        for (int i = 0; i < groups.length; i++) {
            answer |= answer(groups[i].matching(subject, wide), allowing[i]);
        }
        return answer;
    }

    /** Answers the same about a subject given as bytes. */
    @HotPath
    int of(ByteView subject, boolean wide) {
        int answer = unless;
        for (int i = 0; i < groups.length; i++) {
            answer |= answer(groups[i].matching(subject, wide), allowing[i]);
        }
        return answer;
    }

    private static int answer(long matched, long allowing) {
        return ((matched & allowing) == 0 ? 0 : ALLOWED) | ((matched & ~allowing) == 0 ? 0 : DENIED);
    }
}

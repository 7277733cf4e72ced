/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.ArrayList;
import java.util.List;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.subject.Subjects;

/**
 * Patterns, any of which may match a literal subject. Immutable. Takes a time that grows with the length of the subject and
 * not with the number of patterns, up to 64 of them, and allocates nothing.
 */
final class PatternSet {
    private final PatternGroup[] groups;

    /** Makes a set; patterns that nothing can match are left out. */
    PatternSet(List<String> patterns) {
        List<String> usable = patterns.stream().filter(Subjects::isSubscribable).toList();
        List<PatternGroup> made = new ArrayList<>();
        for (int from = 0; from < usable.size(); from += PatternGroup.MOST) {
            made.add(new PatternGroup(usable.subList(from, Math.min(from + PatternGroup.MOST, usable.size()))));
        }
        groups = made.toArray(PatternGroup[]::new);
    }

    /** Returns whether any pattern matches; a wildcard in the subject is taken as text. */
    boolean matches(String subject) {
        for (PatternGroup group : groups) {
            if (group.matches(subject)) {
                return true;
            }
        }
        return false;
    }

    /** Answers the same about a subject given as bytes. */
    @HotPath
    boolean matches(ByteView subject) {
        for (PatternGroup group : groups) {
            if (group.matches(subject)) {
                return true;
            }
        }
        return false;
    }
}

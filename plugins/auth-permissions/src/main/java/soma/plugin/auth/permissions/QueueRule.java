/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule about a subject that holds for some queue groups only. Immutable.
 *
 * @param subject the subjects
 * @param queue   the names of the queue groups, which may hold wildcards as subjects do
 */
record QueueRule(String subject, String queue) {
    /** Splits an entry of a subject and a queue group; empty if it is a subject alone. */
    static Optional<QueueRule> parse(String entry) {
        String[] words = entry.strip().split("[ \t\n\f\r]+", -1);
        return words.length == 2 ? Optional.of(new QueueRule(words[0], words[1])) : Optional.empty();
    }

    /** Returns whether a group is allowed by this rule: whether all that its name, read as a pattern, stands for is. */
    boolean allows(String group) {
        return queue.equals(group) || covers(group, true);
    }

    /**
     * Returns whether a group is denied by this rule; no name that a client may think of slips through a wildcard. Null is
     * no group and never denied.
     */
    boolean denies(@Nullable String group) {
        return group != null && (queue.equals(group) || covers(group, false));
    }

    private boolean covers(String group, boolean strictly) {
        String[] wanted = queue.split("\\.", -1);
        String[] given = group.split("\\.", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (i >= given.length) {
                return false;
            }
            if (wanted[i].equals(">")) {
                return true;
            }
            boolean wild = wanted[i].equals("*") && !(strictly && (given[i].isEmpty() || given[i].equals(">")));
            if (!wild && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return wanted.length == given.length;
    }
}

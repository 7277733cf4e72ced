/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.spi.subject.Subjects;

/** What may be subscribed to, and what of it is delivered. Immutable. */
final class SubscribeRules {
    private final @Nullable Entries allow;
    private final Entries deny;
    private final PatternSet denied;

    SubscribeRules(PermissionRules.Subjects rules) {
        List<String> allowed = rules.allow();
        allow = allowed == null ? null : Entries.of(allowed);
        deny = Entries.of(rules.deny());
        denied = new PatternSet(deny.plain());
    }

    boolean maySubscribe(String subject, @Nullable String queue) {
        return isAllowed(subject, queue) && !isDenied(subject, queue);
    }

    private boolean isAllowed(String subject, @Nullable String queue) {
        if (allow == null) {
            return true;
        }
        boolean named = false;
        if (queue != null) {
            for (QueueRule rule : allow.queues()) {
                if (Subjects.isSubset(subject, rule.subject())) {
                    if (rule.allows(queue)) {
                        return true;
                    }
                    named = true;
                }
            }
        }
        // entries that name queue groups for a subject are all the groups that it may have
        return !named && isSubsetOfAny(subject, allow.plain());
    }

    private boolean isDenied(String subject, @Nullable String queue) {
        if (isSubsetOfAny(subject, deny.plain())) {
            return true;
        }
        for (QueueRule rule : deny.queues()) {
            if (Subjects.isSubset(subject, rule.subject()) && rule.denies(queue)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a message on a literal subject gets through to a subscription that was allowed. */
    boolean mayReceive(String subject, @Nullable String queue) {
        if (denied.matches(subject)) {
            return false;
        }
        for (QueueRule rule : deny.queues()) {
            if (Subjects.matches(rule.subject(), subject) && rule.denies(queue)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether something denied overlaps what was allowed. */
    boolean filters(String subject, @Nullable String queue) {
        for (String pattern : deny.plain()) {
            if (Subjects.overlap(pattern, subject)) {
                return true;
            }
        }
        for (QueueRule rule : deny.queues()) {
            if (Subjects.overlap(rule.subject(), subject) && rule.denies(queue)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSubsetOfAny(String subject, List<String> patterns) {
        for (String pattern : patterns) {
            if (Subjects.isSubset(subject, pattern)) {
                return true;
            }
        }
        return false;
    }

    /** Entries, apart by whether they hold for everyone or for queue groups. */
    private record Entries(List<String> plain, List<QueueRule> queues) {
        static Entries of(List<String> entries) {
            return new Entries(
                    entries.stream()
                            .filter(entry -> QueueRule.parse(entry).isEmpty())
                            .toList(),
                    entries.stream()
                            .flatMap(entry -> QueueRule.parse(entry).stream())
                            .toList());
        }
    }
}

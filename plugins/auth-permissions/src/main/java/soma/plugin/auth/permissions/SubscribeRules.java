/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.spi.message.ByteView;
import soma.spi.subject.Subjects;

/** What may be subscribed to, and what of it is delivered. Immutable. */
final class SubscribeRules {
    private final List<QueueRule> allowedQueues;
    private final Entries deny;
    private final PatternRules plain;

    SubscribeRules(PermissionRules.Subjects rules) {
        List<String> allowed = rules.allow();
        Entries allow = allowed == null ? null : Entries.of(allowed);
        allowedQueues = allow == null ? List.of() : allow.queues();
        deny = Entries.of(rules.deny());
        plain = new PatternRules(allow == null ? null : allow.plain(), deny.plain());
    }

    boolean maySubscribe(String subject, @Nullable String queue) {
        int answer = plain.of(subject, true);
        if ((answer & PatternRules.DENIED) != 0) {
            return false;
        }
        boolean allowed = (answer & PatternRules.ALLOWED) != 0;
        return queue == null ? allowed : isAllowed(subject, queue, allowed) && !isDenied(subject, queue);
    }

    /** Answers the same about a subject given as bytes; which queue groups it may have takes text to tell. */
    boolean maySubscribe(ByteView subject, @Nullable String queue) {
        return queue == null
                ? plain.of(subject, true) == PatternRules.ALLOWED
                : maySubscribe(subject.toString(), queue);
    }

    private boolean isAllowed(String subject, String queue, boolean otherwise) {
        boolean named = false;
        for (QueueRule rule : allowedQueues) {
            if (Subjects.isSubset(subject, rule.subject())) {
                if (rule.allows(queue)) {
                    return true;
                }
                named = true;
            }
        }
        // entries that name queue groups for a subject are all the groups that it may have
        return !named && otherwise;
    }

    private boolean isDenied(String subject, String queue) {
        for (QueueRule rule : deny.queues()) {
            if (Subjects.isSubset(subject, rule.subject()) && rule.denies(queue)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a message on a literal subject gets through to a subscription that was allowed. */
    boolean mayReceive(String subject, @Nullable String queue) {
        if ((plain.of(subject, false) & PatternRules.DENIED) != 0) {
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
        if (subject.indexOf('*') < 0 && !subject.endsWith(">")) {
            return false; // what denied the one subject there is had denied the subscription
        }
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

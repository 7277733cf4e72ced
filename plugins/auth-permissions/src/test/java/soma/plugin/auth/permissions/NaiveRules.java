/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.spi.auth.Authorization.Verdict;

/** Says what rules mean, as slowly and plainly as can be. */
record NaiveRules(PermissionRules rules) {
    Verdict publish(String subject) {
        List<String> allow = rules.publish().allow();
        boolean allowed = allow == null || matchesAny(allow, subject);
        if (allowed && !matchesAny(rules.publish().deny(), subject)) {
            return Verdict.YES;
        }
        return rules.responses() == null ? Verdict.NO : Verdict.IF_GRANTED;
    }

    Verdict subscribe(String subject, @Nullable String queue) {
        return isAllowed(subject, queue) && !isDenied(subject, queue) ? Verdict.YES : Verdict.NO;
    }

    private boolean isAllowed(String subject, @Nullable String queue) {
        List<String> allow = rules.subscribe().allow();
        if (allow == null) {
            return true;
        }
        List<String> named = allow.stream()
                .filter(entry -> queue != null && hasQueue(entry) && covers(subjectOf(entry), subject))
                .toList();
        if (!named.isEmpty()) {
            return named.stream().anyMatch(entry -> namesQueue(entry, queue));
        }
        return allow.stream().anyMatch(entry -> !hasQueue(entry) && covers(entry, subject));
    }

    private boolean isDenied(String subject, @Nullable String queue) {
        return rules.subscribe().deny().stream()
                .anyMatch(entry -> covers(subjectOf(entry), subject) && (!hasQueue(entry) || namesQueue(entry, queue)));
    }

    boolean receive(String subject, @Nullable String queue) {
        return rules.subscribe().deny().stream()
                .noneMatch(
                        entry -> matches(subjectOf(entry), subject) && (!hasQueue(entry) || namesQueue(entry, queue)));
    }

    private static boolean hasQueue(String entry) {
        return entry.indexOf(' ') > 0;
    }

    private static String subjectOf(String entry) {
        return entry.split(" ", -1)[0];
    }

    private static boolean namesQueue(String entry, @Nullable String queue) {
        String pattern = entry.split(" ", -1)[1];
        return queue != null && (pattern.equals(queue) || matches(pattern, queue));
    }

    static boolean matchesAny(List<String> patterns, String subject) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, subject));
    }

    static boolean matches(String pattern, String subject) {
        List<String> tokens = List.of(subject.split("\\.", -1));
        return !tokens.contains("") && fits(List.of(pattern.split("\\.", -1)), tokens, false);
    }

    private static boolean covers(String wide, String narrow) {
        List<String> tokens = List.of(narrow.split("\\.", -1));
        return !tokens.contains("") && fits(List.of(wide.split("\\.", -1)), tokens, true);
    }

    private static boolean fits(List<String> pattern, List<String> tokens, boolean asPattern) {
        if (pattern.isEmpty() || tokens.isEmpty()) {
            return pattern.isEmpty() && tokens.isEmpty();
        }
        if (pattern.getFirst().equals(">")) {
            return true;
        }
        boolean wider = asPattern && tokens.getFirst().equals(">");
        boolean same = pattern.getFirst().equals("*") || pattern.getFirst().equals(tokens.getFirst());
        return !wider && same && fits(pattern.subList(1, pattern.size()), tokens.subList(1, tokens.size()), asPattern);
    }
}

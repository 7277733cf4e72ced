/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.time.ZoneId;
import java.util.List;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;

/** Checks terms and permissions, in the words of the usual tools. */
final class TermsCheck {
    private TermsCheck() {}

    static void check(UserTerms terms, List<String> problems) {
        check(terms.permissions(), problems);
        for (String source : terms.sources()) {
            if (Network.parse(source).isEmpty()) {
                problems.add("invalid cidr \"" + source + "\" in user src limits");
            }
        }
        for (TimeRange range : terms.times()) {
            checkTime("start", range.start(), problems);
            checkTime("end", range.end(), problems);
        }
        String location = terms.timesLocation();
        if (!location.isEmpty() && !isZone(location)) {
            problems.add("could not parse iana time zone by name: unknown time zone " + location);
        }
    }

    private static void checkTime(String which, String time, List<String> problems) {
        if (time.isEmpty()) {
            problems.add("time ranges " + which + " must contain a" + (which.equals("end") ? "n" : "") + " " + which);
        } else if (TimeRange.time(time).isEmpty()) {
            problems.add(which + " in time range is invalid \"" + time + "\"");
        }
    }

    static boolean isZone(String name) {
        return name.equals("Local") || ZoneId.getAvailableZoneIds().contains(name);
    }

    static void check(PermissionRules rules, List<String> problems) {
        check(rules.subscribe(), true, problems);
        check(rules.publish(), false, problems);
    }

    private static void check(Subjects subjects, boolean queues, List<String> problems) {
        List<String> allow = subjects.allow();
        if (allow != null) {
            allow.forEach(subject -> checkPermission(subject, queues, problems));
        }
        subjects.deny().forEach(subject -> checkPermission(subject, queues, problems));
    }

    private static void checkPermission(String subject, boolean queues, List<String> problems) {
        String[] parts = subject.split(" ", -1);
        if (parts.length > 2) {
            problems.add("Permission Subject \"" + subject + "\" contains too many spaces");
            return;
        }
        for (String part : parts) {
            SubjectCheck.check(part, problems);
        }
        if (parts.length == 2 && !queues) {
            problems.add("Permission Subject \"" + subject + "\" is not allowed to contain queue");
        }
    }
}

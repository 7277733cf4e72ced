/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;

/** Checks terms and permissions, in the words of the usual tools. */
final class TermsCheck {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm:ss");

    private TermsCheck() {}

    static void check(UserTerms terms, List<String> problems) {
        check(terms.permissions(), problems);
        for (String source : terms.sources()) {
            if (!isNetwork(source)) {
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
        } else if (!isTime(time)) {
            problems.add(which + " in time range is invalid \"" + time + "\"");
        }
    }

    private static boolean isTime(String time) {
        try {
            return LocalTime.parse(time, TIME) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isZone(String name) {
        return name.equals("Local") || ZoneId.getAvailableZoneIds().contains(name);
    }

    /** Returns whether the text is an address and how many of its bits count. */
    private static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return false;
        }
        String address = text.substring(0, slash);
        // only literals, so that nothing is ever looked up
        if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}") && !address.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return false;
        }
        try {
            int bits = address.indexOf(':') >= 0
                    ? 128
                    : InetAddress.getByName(address).getAddress().length * 8;
            return InetAddress.getByName(address) != null && Integer.parseInt(text.substring(slash + 1)) <= bits;
        } catch (UnknownHostException e) {
            return false;
        }
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

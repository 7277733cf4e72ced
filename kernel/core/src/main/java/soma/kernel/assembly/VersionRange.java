/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.assembly;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conditions on a version, such as {@code >=1.2.0 & <2.0.0}. */
final class VersionRange {
    private static final Pattern CONDITION = Pattern.compile("(>=|<=|>|<|=|)\\s*([0-9][^\\s&]*)");
    private static final Pattern VERSION =
            Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(-[0-9A-Za-z.-]+)?(?:\\+.*)?");

    private VersionRange() {}

    /** Returns whether a version meets all conditions; empty if either cannot be read. */
    static Optional<Boolean> contains(String conditions, String version) {
        if (conditions.strip().equals("*")) {
            return Optional.of(true);
        }
        Matcher actual = VERSION.matcher(version);
        if (!actual.matches()) {
            return Optional.empty();
        }
        boolean all = true;
        for (String condition : conditions.split("&", -1)) {
            Matcher parts = CONDITION.matcher(condition.strip());
            if (!parts.matches()) {
                return Optional.empty();
            }
            Matcher bound = VERSION.matcher(parts.group(2));
            if (!bound.matches()) {
                return Optional.empty();
            }
            all &= holds(parts.group(1), compare(actual, bound));
        }
        return Optional.of(all);
    }

    private static boolean holds(String operator, int comparison) {
        return switch (operator) {
            case ">=" -> comparison >= 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            case "<" -> comparison < 0;
            default -> comparison == 0;
        };
    }

    private static int compare(Matcher one, Matcher other) {
        for (int part = 1; part <= 3; part++) {
            int difference = Integer.compare(number(one.group(part)), number(other.group(part)));
            if (difference != 0) {
                return difference;
            }
        }
        String left = one.group(4);
        String right = other.group(4);
        if (left == null || right == null) {
            // a version without a pre-release part comes after those with one
            return left == null ? right == null ? 0 : 1 : -1;
        }
        return left.compareTo(right);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.OperatorClaims;

/** Holds the version that operators want of servers against the one that this server answers for. */
final class AssertedVersion {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9}).*");
    private static final List<String> NAMES = List.of("major", "minor", "update");

    private AssertedVersion() {}

    /** Returns what an operator objects to, in words. */
    static Optional<String> objection(Jwt operator, String version) {
        int[] wanted = numbers(operator.body(OperatorClaims.class).assertServerVersion());
        int[] own = numbers(version);
        int at = Arrays.mismatch(wanted, own);
        if (at < 0 || wanted.length == 0 || at >= own.length || wanted[at] < own[at]) {
            return Optional.empty();
        }
        return Optional.of("operator " + operator.claims().subject() + " expected " + NAMES.get(at) + " version "
                + wanted[at] + " > server " + NAMES.get(at) + " version " + own[at]);
    }

    private static int[] numbers(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            return new int[0];
        }
        return new int[] {
            Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)), Integer.parseInt(numbers.group(3))
        };
    }
}

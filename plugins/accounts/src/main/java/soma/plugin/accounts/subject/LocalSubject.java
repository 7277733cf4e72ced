/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.subject;

import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * The local subject of an import. It may refer to the wildcards of the exporter's subject by number,
 * {@code $2.{{wildcard(1)}}}, or repeat them, {@code from.*.*}.
 */
public final class LocalSubject {
    private static final Pattern NUMBERED = Pattern.compile("\\$[1-9].*|\\{\\{\\s*[wW]ildcard\\s*\\(.+\\)\\s*}}");

    private LocalSubject() {}

    /** Returns the subject with a wildcard in place of each number: {@code *.*}. */
    public static String pattern(String localSubject) {
        StringJoiner pattern = new StringJoiner(".");
        for (String token : localSubject.split("\\.", -1)) {
            pattern.add(NUMBERED.matcher(token).matches() ? "*" : token);
        }
        return pattern.toString();
    }

    /** Returns the subject with a number in place of each wildcard, as transforms want their destination. */
    public static String destination(String localSubject) {
        StringJoiner destination = new StringJoiner(".");
        int number = 0;
        for (String token : localSubject.split("\\.", -1)) {
            destination.add(token.equals("*") ? "$" + ++number : token);
        }
        return destination.toString();
    }
}

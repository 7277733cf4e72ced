/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.subject;

import java.util.Optional;
import java.util.StringJoiner;

/** What two patterns have in common, which is one pattern or nothing. */
public final class Intersection {
    private Intersection() {}

    /** Returns the pattern that matches just what both patterns match; empty if that is nothing. */
    public static Optional<String> of(String one, String other) {
        String[] a = one.split("\\.", -1);
        String[] b = other.split("\\.", -1);
        StringJoiner common = new StringJoiner(".");
        for (int i = 0; i < a.length && i < b.length; i++) {
            if (a[i].equals(">")) {
                return Optional.of(withRest(common, b, i));
            }
            if (b[i].equals(">")) {
                return Optional.of(withRest(common, a, i));
            }
            if (!a[i].equals("*") && !b[i].equals("*") && !a[i].equals(b[i])) {
                return Optional.empty();
            }
            common.add(a[i].equals("*") ? b[i] : a[i]);
        }
        return a.length == b.length ? Optional.of(common.toString()) : Optional.empty();
    }

    private static String withRest(StringJoiner common, String[] tokens, int from) {
        for (int i = from; i < tokens.length; i++) {
            common.add(tokens[i]);
        }
        return common.toString();
    }
}

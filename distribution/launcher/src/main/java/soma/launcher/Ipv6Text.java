/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

/** Writes IPv6 addresses as RFC 5952 wants them, which the JDK does not. */
final class Ipv6Text {
    private Ipv6Text() {}

    /** Replaces the longest run of zero groups, of two at least, by {@code ::}. */
    static String compressed(String full) {
        String[] groups = full.split(":", -1);
        int best = 0;
        int length = 1;
        for (int i = 0; i < groups.length; i++) {
            int run = i;
            while (run < groups.length && groups[run].equals("0")) {
                run++;
            }
            if (run - i > length) {
                best = i;
                length = run - i;
            }
        }
        if (length < 2) {
            return full;
        }
        String head = String.join(":", java.util.Arrays.copyOfRange(groups, 0, best));
        String tail = String.join(":", java.util.Arrays.copyOfRange(groups, best + length, groups.length));
        return head + "::" + tail;
    }
}

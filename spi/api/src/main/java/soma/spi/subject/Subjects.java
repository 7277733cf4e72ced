/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.subject;

import soma.spi.annotation.Api;

/**
 * Rules of subjects: tokens separated by dots, {@code *} for one token, {@code >} for one or more at the end. A wildcard
 * counts as one only as a whole token: {@code foo*} is a literal.
 *
 * <p>Where a check is per message, the kernel does it on bytes; these are for configuration and route compilation.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Subjects {
    private Subjects() {}

    /** Returns whether no token is empty and nothing follows a {@code >}: what a subscription may ask for. */
    public static boolean isSubscribable(String subject) {
        int start = 0;
        while (true) {
            int end = tokenEnd(subject, start);
            boolean last = end == subject.length();
            if (end == start || (!last && isFull(subject, start, end))) {
                return false;
            }
            if (last) {
                return true;
            }
            start = end + 1;
        }
    }

    /** Returns whether the subject is subscribable and free of blanks and line ends: what configuration may name. */
    public static boolean isValid(String subject) {
        for (int i = 0; i < subject.length(); i++) {
            char c = subject.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
                return false;
            }
        }
        return isSubscribable(subject);
    }

    /** Returns whether no token is a wildcard. */
    public static boolean isLiteral(String subject) {
        for (int start = 0; start <= subject.length(); ) {
            int end = tokenEnd(subject, start);
            if (isFull(subject, start, end) || isPartial(subject, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /** Returns how many tokens there are. */
    public static int tokens(String subject) {
        int count = 1;
        for (int i = 0; i < subject.length(); i++) {
            if (subject.charAt(i) == '.') {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns whether the pattern matches the literal subject. A wildcard in the literal is taken as text. A literal with
     * an empty token is matched by nothing.
     */
    public static boolean matches(String pattern, String literal) {
        return covers(pattern, literal, false);
    }

    /** Returns whether every subject that the narrow pattern matches is matched by the wide one too. */
    public static boolean isSubset(String narrow, String wide) {
        return covers(wide, narrow, true);
    }

    /** Returns whether some subject is matched by both patterns. */
    public static boolean overlap(String one, String other) {
        int a = 0;
        int b = 0;
        while (true) {
            int aEnd = tokenEnd(one, a);
            int bEnd = tokenEnd(other, b);
            if (aEnd == a || bEnd == b) {
                return false;
            }
            if (isFull(one, a, aEnd) || isFull(other, b, bEnd)) {
                return true;
            }
            boolean anything = isPartial(one, a, aEnd) || isPartial(other, b, bEnd);
            if (!anything && !sameToken(one, a, aEnd, other, b, bEnd)) {
                return false;
            }
            boolean aLast = aEnd == one.length();
            boolean bLast = bEnd == other.length();
            if (aLast || bLast) {
                return aLast && bLast;
            }
            a = aEnd + 1;
            b = bEnd + 1;
        }
    }

    private static boolean covers(String pattern, String subject, boolean wildcardsInSubject) {
        int p = 0;
        int s = 0;
        while (true) {
            int pEnd = tokenEnd(pattern, p);
            int sEnd = tokenEnd(subject, s);
            if (pEnd == p || sEnd == s) {
                return false;
            }
            if (isFull(pattern, p, pEnd)) {
                return hasNoEmptyToken(subject, sEnd);
            }
            boolean manyTokens = wildcardsInSubject && isFull(subject, s, sEnd);
            if (manyTokens || (!isPartial(pattern, p, pEnd) && !sameToken(pattern, p, pEnd, subject, s, sEnd))) {
                return false;
            }
            boolean pLast = pEnd == pattern.length();
            boolean sLast = sEnd == subject.length();
            if (pLast || sLast) {
                return pLast && sLast;
            }
            p = pEnd + 1;
            s = sEnd + 1;
        }
    }

    private static boolean hasNoEmptyToken(String subject, int from) {
        for (int start = from; start < subject.length(); ) {
            int end = tokenEnd(subject, start + 1);
            if (end == start + 1) {
                return false;
            }
            start = end;
        }
        return true;
    }

    private static int tokenEnd(String subject, int start) {
        int dot = subject.indexOf('.', start);
        return dot < 0 ? subject.length() : dot;
    }

    private static boolean isFull(String subject, int start, int end) {
        return end - start == 1 && subject.charAt(start) == '>';
    }

    private static boolean isPartial(String subject, int start, int end) {
        return end - start == 1 && subject.charAt(start) == '*';
    }

    private static boolean sameToken(String one, int a, int aEnd, String other, int b, int bEnd) {
        return aEnd - a == bEnd - b && one.regionMatches(a, other, b, aEnd - a);
    }
}

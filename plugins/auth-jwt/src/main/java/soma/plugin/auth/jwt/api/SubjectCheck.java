/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.util.List;
import soma.spi.subject.Subjects;

/** Checks subjects in claims, in the words of the usual tools. */
final class SubjectCheck {
    private SubjectCheck() {}

    static void check(String subject, List<String> problems) {
        if (subject.isEmpty()) {
            problems.add("subject cannot be empty");
            return;
        }
        if (hasBlanks(subject)) {
            problems.add("subject \"" + subject + "\" cannot have spaces");
        }
        if (subject.startsWith(".") || subject.endsWith(".")) {
            problems.add("subject \"" + subject + "\" cannot start or end with a `.`");
        }
        if (subject.contains("..")) {
            problems.add("subject \"" + subject + "\" cannot contain consecutive `.`");
        }
    }

    private static boolean hasBlanks(String subject) {
        return subject.chars().anyMatch(c -> c <= ' ');
    }

    /** Checks what an import is called in the importer's space. */
    static void checkRenaming(String local, String from, List<String> problems) {
        check(local, problems);
        if (endsOpen(local) != endsOpen(from)) {
            problems.add("both, renaming subject and subject, need to end or not end in >");
        }
        int wildcards = partial(from);
        int references = 0;
        for (String token : local.split("\\.", -1)) {
            if (token.equals("*")) {
                references++;
            } else if (isReference(token)) {
                if (Integer.parseInt(token.substring(1)) > wildcards) {
                    problems.add("Reference " + token + " in \"" + local + "\" reference * in \"" + from
                            + "\" that do not exist");
                } else {
                    references++;
                }
            }
        }
        if (references != wildcards) {
            problems.add("subject does not contain enough * or reference wildcards $[0-9]");
        }
    }

    /** Returns a renaming subject with wildcards in place of references to them. */
    static String pattern(String local) {
        String[] tokens = local.split("\\.", -1);
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = isReference(tokens[i]) ? "*" : tokens[i];
        }
        return String.join(".", tokens);
    }

    private static boolean isReference(String token) {
        return token.matches("\\$\\d{1,9}");
    }

    private static boolean endsOpen(String subject) {
        return subject.equals(">") || subject.endsWith(".>");
    }

    private static int partial(String subject) {
        int count = 0;
        for (String token : subject.split("\\.", -1)) {
            count += token.equals("*") ? 1 : 0;
        }
        return count;
    }

    /** Returns whether one of two subjects holds the other. */
    static boolean nest(String one, String other) {
        return Subjects.isSubset(one, other) || Subjects.isSubset(other, one);
    }

    static boolean hasWildcards(String subject) {
        return !Subjects.isLiteral(subject);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

/** What can be wrong with a transform, in the words of nats-server. */
final class TransformErrors {
    static final String SUBJECT = "invalid subject";
    static final String DESTINATION = "invalid mapping destination";
    static final String TRANSFORM = DESTINATION + ": invalid transform";
    static final String UNUSED_WILDCARD = DESTINATION + ": not using all of the token wildcard(s)";
    static final String REPEATED_WILDCARD = DESTINATION + ": using a token wildcard more than once";
    static final String FUNCTION = DESTINATION + ": unknown function";
    static final String INDEX = DESTINATION + ": wildcard index out of range";
    static final String FEW_ARGUMENTS = DESTINATION + ": not enough arguments passed to the function";
    static final String ARGUMENT = DESTINATION + ": function argument is invalid or in the wrong format";
    static final String MANY_ARGUMENTS = DESTINATION + ": too many arguments passed to the function";
    static final String STRICT =
            DESTINATION + ": the only mapping function allowed for import transforms is {{Wildcard()}}";

    private TransformErrors() {}

    /** Makes the exception. */
    static IllegalArgumentException of(String reason) {
        return new IllegalArgumentException(reason);
    }

    /** Makes the exception about a token, or about none if it is empty. */
    static IllegalArgumentException in(String token, String reason) {
        return new IllegalArgumentException(token.isEmpty() ? reason : reason + " in " + token);
    }
}

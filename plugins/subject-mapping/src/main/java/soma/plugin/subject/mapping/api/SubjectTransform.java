/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import soma.spi.annotation.Api;

/**
 * Makes subjects of subjects: {@code orders.*.*} to {@code $2.{{partition(3,1)}}}. Immutable and safe for any thread.
 *
 * <p>The functions of a destination, each a whole token: {@code $n} or {@code {{wildcard(n)}}} is what the wildcard number n
 * of the source stands for; {@code {{partition(count, n, …)}}} a number below count, always the same for the same tokens,
 * and of the whole subject when no token is named; {@code {{split(n, delimiter)}}} the token cut at every delimiter;
 * {@code {{splitfromleft(n, length)}}} and {@code {{splitfromright(n, length)}}} the token cut in two;
 * {@code {{slicefromleft(n, length)}}} and {@code {{slicefromright(n, length)}}} the token cut into pieces of a length;
 * {@code {{left(n, length)}}} and {@code {{right(n, length)}}} a part of the token; {@code {{random(count)}}} a number below
 * count that is drawn for each subject. Names may be written in any case.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public sealed interface SubjectTransform permits CompiledTransform {
    /** Returns the pattern that subjects have to match. */
    String source();

    /** Returns what they become, as it was written. */
    String destination();

    /** Returns whether the literal subject matches. */
    boolean matches(String literal);

    /** Returns what becomes of a literal subject that matches; undefined for others. */
    String apply(String literal);

    /** Returns whether {@link #apply} always gives the same for the same subject: no, when it draws lots. */
    boolean isStable();

    /**
     * Makes a transform.
     *
     * @param source the pattern; empty for every subject
     * @throws IllegalArgumentException if it is none, with nats-server's words for why
     */
    static SubjectTransform of(String source, String destination) {
        return TransformParser.parse(source, destination, false);
    }

    /**
     * Makes a transform as imports have them: every wildcard of the source is used exactly once, and by no other function, so
     * that it can be turned round.
     *
     * @throws IllegalArgumentException if it is none
     */
    static SubjectTransform strict(String source, String destination) {
        return TransformParser.parse(source, destination, true);
    }

    /**
     * Returns the transform from destination to source. What it gives for patterns is a pattern.
     *
     * @throws IllegalStateException if this is no strict one
     */
    SubjectTransform reversed();

    /**
     * Returns what becomes of a pattern that the source covers, its wildcards taken as tokens: of {@code a.*} by
     * {@code *.* → $2.$1}, {@code *.a}. For strict transforms only.
     *
     * @throws IllegalStateException if this is no strict one
     */
    String applyToPattern(String pattern);
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import soma.spi.annotation.Api;

/**
 * Makes subjects of subjects: {@code orders.*.*} to {@code $2.{{partition(3,1)}}}. Immutable and safe for any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface SubjectTransform {
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
     * @throws IllegalArgumentException if it is none, with nats-server's words for why
     */
    static SubjectTransform of(String source, String destination) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a transform as imports have them: every wildcard of the source is used exactly once, and by no other function, so
     * that it can be turned round.
     *
     * @throws IllegalArgumentException if it is none
     */
    static SubjectTransform strict(String source, String destination) {
        throw new UnsupportedOperationException();
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
     */
    String applyToPattern(String pattern);
}

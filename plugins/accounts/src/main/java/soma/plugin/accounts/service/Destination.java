/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.subject.LocalSubject;
import soma.plugin.subject.mapping.api.SubjectTransform;
import soma.spi.message.ByteView;
import soma.spi.subject.Subjects;

/** Where requests on a local subject go: to the same subject, to always the same one, or to what a transform makes of it. */
final class Destination {
    private final String pattern;
    private final byte @Nullable [] literal;
    private final @Nullable SubjectTransform transform;

    /**
     * Reads the subjects of an import.
     *
     * @throws IllegalArgumentException if they do not go together
     */
    Destination(Import wanted) {
        pattern = LocalSubject.pattern(wanted.localSubject());
        if (Subjects.isLiteral(wanted.subject())) {
            literal = wanted.subject().getBytes(StandardCharsets.UTF_8);
            transform = null;
        } else {
            literal = null;
            transform = wanted.subject().equals(wanted.localSubject())
                    ? null
                    : SubjectTransform.strict(wanted.subject(), LocalSubject.destination(wanted.localSubject()))
                            .reversed();
        }
    }

    /** Returns the local subject to subscribe to. */
    String pattern() {
        return pattern;
    }

    /** Returns the subject that a request on a local one goes to; null if that is the same. */
    byte @Nullable [] of(ByteView local) {
        SubjectTransform by = transform;
        return by == null ? literal : by.apply(local.toString()).getBytes(StandardCharsets.UTF_8);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.stream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.subject.Intersection;
import soma.plugin.accounts.subject.LocalSubject;
import soma.plugin.subject.mapping.api.SubjectTransform;
import soma.spi.subject.Subjects;

/** The subjects of a stream import, there and back. Immutable. */
final class StreamMapping {
    private final String remote;
    private final String local;
    private final @Nullable SubjectTransform toLocal;
    private final @Nullable SubjectTransform toRemote;
    private final byte @Nullable [] prefix;

    private StreamMapping(String remote, String local, @Nullable SubjectTransform toLocal, byte @Nullable [] prefix) {
        this.remote = remote;
        this.local = local;
        this.toLocal = toLocal;
        this.toRemote = toLocal == null ? null : toLocal.reversed();
        this.prefix = prefix;
    }

    /**
     * Makes the mapping of an import.
     *
     * @throws IllegalArgumentException if its subjects do not go together
     */
    static StreamMapping of(Import wanted) {
        String remote = wanted.subject();
        String local = wanted.localSubject();
        if (Subjects.isLiteral(remote) || remote.equals(local)) {
            return new StreamMapping(remote, local, null, null);
        }
        SubjectTransform toLocal = SubjectTransform.strict(remote, LocalSubject.destination(local));
        return new StreamMapping(remote, LocalSubject.pattern(local), toLocal, prefix(remote, local));
    }

    private static byte @Nullable [] prefix(String remote, String local) {
        String prefix = local.substring(0, Math.max(0, local.length() - remote.length()));
        boolean prefixed = prefix.endsWith(".")
                && local.endsWith(remote)
                && LocalSubject.pattern(local).equals(local);
        boolean literal = prefixed && Subjects.isLiteral(prefix.substring(0, prefix.length() - 1));
        return literal ? prefix.getBytes(StandardCharsets.UTF_8) : null;
    }

    /** Returns whether subjects are the same on both sides. */
    boolean isIdentity() {
        return toLocal == null && remote.equals(local);
    }

    /** Returns the one local subject, if there is only one; else null. */
    @Nullable
    String onlyLocal() {
        return toLocal == null && !isIdentity() ? local : null;
    }

    /** Returns what is put before subjects, if that makes local ones of them; else null. */
    byte @Nullable [] prefix() {
        return prefix;
    }

    /** Returns what somebody who subscribes to a local subject gets of the exporter's; empty for nothing. */
    Optional<String> remoteOf(String subscribed) {
        Optional<String> common = Intersection.of(subscribed, local);
        if (isIdentity()) {
            return common;
        }
        return common.map(pattern -> toRemote == null ? remote : toRemote.applyToPattern(pattern));
    }

    /** Returns the local subject of a literal one of the exporter's. */
    String localOf(String literal) {
        if (isIdentity()) {
            return literal;
        }
        return toLocal == null ? local : toLocal.apply(literal);
    }
}

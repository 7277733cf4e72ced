/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.List;
import java.util.Locale;
import soma.plugin.auth.users.api.Credential;
import soma.plugin.auth.users.api.CredentialKind;
import soma.plugin.auth.users.api.UserAttribute;

/**
 * One way in which one configured user may log in. Immutable.
 *
 * @param kind       how the user proves who it is
 * @param credential what the proof is checked against
 * @param space      the name of the space it is admitted to; empty for the default one
 * @param rules      what else the configuration says of the user, in the order to apply it
 */
record User(CredentialKind kind, Credential credential, String space, List<UserAttribute.Rule> rules) {
    User {
        rules = List.copyOf(rules);
    }

    /** Returns what error texts call users of a kind. */
    static String noun(CredentialKind kind) {
        return switch (kind.order()) {
            case CredentialKind.SIGNATURE -> "nkey";
            case CredentialKind.TOKEN -> "token";
            default -> "user";
        };
    }

    /** Returns how the log names somebody who claims to be a user of a kind; strangers choose the name. */
    static String label(CredentialKind kind, String name) {
        String noun = noun(kind);
        return noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1) + " " + Quoted.of(name);
    }

    /** Returns how lines of the log name whoever was let in as this user. */
    String logLabel() {
        return kind.order() == CredentialKind.TOKEN ? noun(kind) : noun(kind) + ":" + credential.user();
    }

    String label() {
        return label(kind, credential.user());
    }

    @Override
    public String toString() {
        return label();
    }
}

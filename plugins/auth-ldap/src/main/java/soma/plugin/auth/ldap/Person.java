/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.util.Set;

/**
 * A user whom a directory knows. Immutable.
 *
 * @param name   what the user is called here, the same however the client has spelled it
 * @param groups the names of the user's groups
 */
record Person(String name, Set<String> groups) {
    /** Makes the value; the set is copied. */
    Person {
        groups = Set.copyOf(groups);
    }
}

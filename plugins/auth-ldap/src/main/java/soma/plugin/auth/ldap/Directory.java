/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.util.Optional;

/** Knows users, their passwords and their groups. */
interface Directory extends AutoCloseable {
    /**
     * Checks a password, which takes its time.
     *
     * @param password not empty: to many directories that would be a log-in of nobody, which succeeds
     * @return the user, with its groups; empty if the directory does not know the user with that password
     */
    Optional<Person> verify(String user, String password) throws DirectoryException;

    @Override
    void close();
}

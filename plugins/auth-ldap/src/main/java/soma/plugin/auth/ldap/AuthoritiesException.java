/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

/** The certificates of authorities cannot be used. */
final class AuthoritiesException extends Exception {
    private static final long serialVersionUID = 1;

    AuthoritiesException(String message, Throwable cause) {
        super(message, cause);
    }
}

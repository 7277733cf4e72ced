/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

/** The directory cannot be asked, or its answer makes no sense. The message says why, for the log, and holds no secret. */
final class DirectoryException extends Exception {
    private static final long serialVersionUID = 1;

    DirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}

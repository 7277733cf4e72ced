/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

/** The provider cannot be asked, or its answer makes no sense. The message says why, for the log. */
final class ProviderException extends Exception {
    private static final long serialVersionUID = 1;

    ProviderException(String message) {
        super(message);
    }

    ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}

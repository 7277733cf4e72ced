/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

/** A token is not accepted. The message says why, for the log; it holds nothing of the token but names. */
final class TokenException extends Exception {
    private static final long serialVersionUID = 1;

    TokenException(String message) {
        super(message);
    }
}

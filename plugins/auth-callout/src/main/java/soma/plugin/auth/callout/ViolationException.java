/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.io.Serial;

/** Something about an answer that keeps it from being used; the message is fit for the log. */
final class ViolationException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    ViolationException(String message) {
        super(message);
    }
}

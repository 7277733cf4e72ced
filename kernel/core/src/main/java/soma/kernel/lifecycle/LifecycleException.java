/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import java.io.Serial;

/** Says which step of the start failed and why. */
public final class LifecycleException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    LifecycleException(String message, Throwable cause) {
        super(message, cause);
    }

    LifecycleException(String message) {
        super(message);
    }
}

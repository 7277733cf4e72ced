/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.storage;

import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;

/** Thrown when a storage medium fails or holds something it should not. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether the log takes no more writes. */
    private final boolean fatal;

    /** Makes the exception; the message names the log and what failed. */
    public StorageException(String message, @Nullable Throwable cause, boolean fatal) {
        super(message, cause);
        this.fatal = fatal;
    }

    /** Returns whether the log takes no more writes. */
    public boolean fatal() {
        return fatal;
    }
}

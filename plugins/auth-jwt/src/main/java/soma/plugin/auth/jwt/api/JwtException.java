/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import java.io.Serial;
import soma.spi.annotation.Api;

/** Says that a text is no JWT to be trusted, and why. Its message never shows the JWT. */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class JwtException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Makes an exception. */
    public JwtException(String message) {
        super(message);
    }

    /** Makes an exception. */
    public JwtException(String message, Throwable cause) {
        super(message, cause);
    }
}

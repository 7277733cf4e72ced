/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.concurrent.CompletionStage;
import soma.plugin.auth.users.api.Credential;
import soma.spi.auth.AuthRequest;

/**
 * A token that all clients of the server share. Whoever has it has no name.
 *
 * @param token the token
 */
record TokenCredential(Secret token) implements Credential {
    @Override
    public String name() {
        return "";
    }

    @Override
    public String user() {
        return "[REDACTED]"; // what monitoring shows in its place
    }

    @Override
    public CompletionStage<Boolean> verify(AuthRequest request) {
        return token.matches(request.text("auth_token"), request);
    }
}

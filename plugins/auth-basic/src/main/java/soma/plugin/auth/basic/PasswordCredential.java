/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import soma.plugin.auth.users.api.Credential;
import soma.spi.auth.AuthRequest;

/**
 * A user name with a password, which may be empty.
 *
 * @param name     the user name
 * @param password the password
 */
record PasswordCredential(String name, Secret password) implements Credential {
    private static final String ADVICE = "Plaintext passwords detected, use nkeys or bcrypt";

    @Override
    public boolean yields() {
        return password.isEmpty();
    }

    @Override
    public Optional<String> advice() {
        return password.isHashed() ? Optional.empty() : Optional.of(ADVICE);
    }

    @Override
    public CompletionStage<Boolean> verify(AuthRequest request) {
        return password.matches(request.text("pass"), request);
    }
}

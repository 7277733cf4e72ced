/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import soma.plugin.auth.users.api.Credential;
import soma.plugin.auth.users.api.CredentialKind;
import soma.spi.auth.AuthRequest;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigReader;

/** User names with passwords. */
record PasswordKind(Turnstile turnstile, Decoys decoys) implements CredentialKind {
    PasswordKind(Turnstile turnstile) {
        this(turnstile, new Decoys(turnstile));
    }

    @Override
    public String name() {
        return "password";
    }

    @Override
    public int order() {
        return PASSWORD;
    }

    @Override
    public List<ConfigKey> keys() {
        return List.of(BasicKeys.USER, BasicKeys.PASSWORD);
    }

    @Override
    public Optional<Credential> bind(ConfigReader block, boolean single) {
        String user = block.text(BasicKeys.USER, "");
        String password = block.text(BasicKeys.PASSWORD, "");
        if (user.isEmpty()) {
            if (single && !password.isEmpty()) {
                block.problems()
                        .warning(
                                block.node(),
                                "a password without a user keeps nobody out (expected: user and password)");
            }
            return Optional.empty();
        }
        return Optional.of(new PasswordCredential(user, Secret.of(password, turnstile)));
    }

    @Override
    public CompletionStage<Boolean> pretend(AuthRequest request, List<Credential> known) {
        return decoys.check(request, known);
    }

    @Override
    public List<String> claims(AuthRequest request) {
        String user = request.text("user");
        return user.isEmpty() ? List.of() : List.of(user);
    }
}

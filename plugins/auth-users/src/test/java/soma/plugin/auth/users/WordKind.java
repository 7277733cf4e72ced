/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.plugin.auth.users.api.Credential;
import soma.plugin.auth.users.api.CredentialKind;
import soma.spi.auth.AuthRequest;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigReader;

/** A kind of credential for tests: a name under one option of CONNECT, and a word under {@code pass}. */
record WordKind(String name, int order, String nameKey) implements CredentialKind {
    /** Users with words. */
    static final WordKind PASSWORD = new WordKind("password", CredentialKind.PASSWORD, "user");

    /** Users that stand before them. */
    static final WordKind NKEY = new WordKind("nkey", CredentialKind.SIGNATURE, "nkey");

    private static final ConfigKey WORD = key("word");

    private static ConfigKey key(String name) {
        return ConfigKey.of(name, "text", "", Reload.YES, "For tests.");
    }

    @Override
    public List<ConfigKey> keys() {
        return List.of(key(nameKey), WORD);
    }

    @Override
    public boolean needsNonce() {
        return order == SIGNATURE;
    }

    @Override
    public Optional<Credential> bind(ConfigReader block, boolean single) {
        String name = block.text(key(nameKey), "");
        String word = block.text(WORD, "");
        return name.isEmpty() ? Optional.empty() : Optional.of(new Word(name, word));
    }

    @Override
    public List<String> claims(AuthRequest request) {
        String name = request.text(nameKey);
        return name.isEmpty() ? List.of() : List.of(name);
    }

    /** Takes what checking a word takes. */
    @Override
    public CompletionStage<Boolean> pretend(AuthRequest request, List<Credential> known) {
        return CompletableFuture.supplyAsync(() -> known.isEmpty(), request.worker());
    }

    private record Word(String name, String word) implements Credential {
        @Override
        public boolean yields() {
            return word.isEmpty();
        }

        @Override
        public CompletionStage<Boolean> verify(AuthRequest request) {
            return CompletableFuture.supplyAsync(() -> word.equals(request.text("pass")), request.worker());
        }

        @Override
        public String toString() {
            return name;
        }
    }
}

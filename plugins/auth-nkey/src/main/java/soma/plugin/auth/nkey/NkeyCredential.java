/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.plugin.auth.users.api.Credential;
import soma.spi.auth.AuthRequest;

/**
 * A user who is known by a public key and proves to have the private half by signing the nonce in INFO.
 *
 * @param name the public key
 */
record NkeyCredential(String name) implements Credential {
    @Override
    public CompletionStage<Boolean> verify(AuthRequest request) {
        // a fraction of a millisecond, which the other connections of the loop need not wait for
        return CompletableFuture.supplyAsync(
                () -> NonceSignature.isEitherBy(name, request.nonce(), request.text("sig")), request.worker());
    }
}

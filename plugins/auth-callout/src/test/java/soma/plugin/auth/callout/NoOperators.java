/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.OperatorMode;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;

/** Nobody vouches for anybody. */
final class NoOperators implements OperatorMode {
    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public CompletionStage<Optional<Caller>> caller(AuthRequest request) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Boolean> maySign(String account, String key) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletionStage<AuthResult> admit(AuthRequest request, Jwt user) {
        return CompletableFuture.completedFuture(new AuthResult.Refused("no operator"));
    }
}

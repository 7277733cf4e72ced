/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authenticator;
import soma.spi.server.Server;

/** Judges clients that present a token of the provider. Safe for any thread. */
final class OidcAuthenticator implements Authenticator {
    private static final int ORDER = 300;

    /** Connecting, asking where the keys are and fetching them may each take as long as the provider may. */
    private static final int STEPS = 3;

    private volatile @Nullable OidcConfig config;
    private volatile @Nullable Server server;
    private volatile @Nullable Judging judging;

    /** What it takes to judge under one configuration. */
    private record Judging(TokenJudge judge, Grants grants, KeySource source) {
        static Judging of(OidcConfig config, Server server) {
            KeySource source = new HttpKeySource(config.provider());
            var keys = new KeyCache(config.provider(), source, server.clock());
            return new Judging(
                    new TokenJudge(config, keys, server.clock()), new Grants(config.terms(), server.spaces()), source);
        }
    }

    OidcAuthenticator() {}

    /** Begins to judge. */
    void start(Server on) {
        server = on;
        use(config);
    }

    /** Judges by another configuration from now on; null for not at all. */
    void use(@Nullable OidcConfig other) {
        Judging before = judging;
        Server on = server;
        judging = other == null || on == null ? null : Judging.of(other, on);
        config = other;
        if (before != null) {
            before.source.close();
        }
    }

    /** Lets go of everything. */
    void stop() {
        server = null;
        use(config);
    }

    @Override
    public String name() {
        return "auth-oidc";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean required() {
        return config != null;
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.ofNullable(config)
                .map(present -> present.provider().timeout().multipliedBy(STEPS));
    }

    @Override
    public CompletionStage<AuthResult> authenticate(AuthRequest request) {
        OidcConfig present = config;
        String token = present == null
                ? null
                : PresentedToken.find(request, present.provider().issuer());
        if (token == null) {
            return CompletableFuture.completedFuture(AuthResult.ABSTAINED);
        }
        Judging now = judging;
        if (now == null) {
            return CompletableFuture.completedFuture(new Refused("a token came while the server is not running"));
        }
        return CompletableFuture.supplyAsync(() -> judge(now, request, token), request.worker())
                .thenCompose(result -> result);
    }

    private static CompletionStage<AuthResult> judge(Judging now, AuthRequest request, String token) {
        try {
            return now.grants.admit(request, now.judge.judge(token));
        } catch (TokenException | ProviderException e) {
            return CompletableFuture.completedFuture(new Refused(String.valueOf(e.getMessage())));
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import soma.plugin.auth.jwt.api.ExternalAuthorization;
import soma.plugin.auth.jwt.api.GenericClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorMode;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;

/**
 * In place of plugin auth-jwt: accounts that an operator vouches for, as the test says, or none. Users come with a JWT that
 * is believed; those without come in nowhere.
 */
final class PlayedOperators implements ServerPlugin, OperatorMode, Lifecycle {
    private final Map<String, ExternalAuthorization> accounts = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> signers = new ConcurrentHashMap<>();
    private Server server;

    /** Adds an account with a service, and further keys that may sign for it. */
    PlayedOperators account(String account, ExternalAuthorization authorization, String... signingKeys) {
        accounts.put(account, authorization);
        signers.put(account, Set.of(signingKeys));
        return this;
    }

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-jwt", "0.1.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.offer(OperatorMode.class, this);
        contributions.add(Lifecycle.POINT, this);
        if (isOn()) {
            contributions.add(Authenticator.POINT, new Believing());
        }
    }

    @Override
    public void start(Server starting) {
        server = starting;
        accounts.keySet().forEach(account -> starting.spaces().obtain(account));
    }

    @Override
    public boolean isOn() {
        return !accounts.isEmpty();
    }

    @Override
    public CompletionStage<Optional<Caller>> caller(AuthRequest request) {
        if (request.text("jwt").isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Jwt user = Jwt.decode(request.text("jwt"), UserClaims.class);
        ExternalAuthorization authorization = accounts.get(user.claims().issuer());
        return CompletableFuture.completedFuture(Optional.of(
                new Caller(user, JwtClaims.of(user.claims().issuer(), new GenericClaims(Map.of())), authorization)));
    }

    @Override
    public CompletionStage<Boolean> maySign(String account, String key) {
        List<String> all = new ArrayList<>(signers.getOrDefault(account, Set.of()));
        all.add(account);
        return CompletableFuture.completedFuture(all.contains(key));
    }

    @Override
    public CompletionStage<AuthResult> admit(AuthRequest request, Jwt user) {
        String behalf = user.body(UserClaims.class).issuerAccount();
        String account = behalf.isEmpty() ? user.claims().issuer() : behalf;
        return CompletableFuture.completedFuture(new AuthResult.Granted(
                Admission.to(server.spaces().find(account).orElseThrow())
                        .as(user.claims().name())));
    }

    private final class Believing implements Authenticator {
        @Override
        public String name() {
            return "auth-jwt";
        }

        @Override
        public int order() {
            return 100;
        }

        @Override
        public boolean required() {
            return true;
        }

        @Override
        public CompletionStage<AuthResult> authenticate(AuthRequest request) {
            return request.text("jwt").isEmpty()
                    ? CompletableFuture.completedFuture(AuthResult.ABSTAINED)
                    : admit(request, Jwt.decode(request.text("jwt"), UserClaims.class));
        }
    }
}

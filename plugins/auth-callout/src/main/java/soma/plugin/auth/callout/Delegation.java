/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorMode;
import soma.plugin.auth.jwt.api.OperatorMode.Caller;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.permissions.api.Permissions;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthenticationFilter;
import soma.spi.plugin.Lifecycle;
import soma.spi.protocol.InfoContributor;
import soma.spi.server.Server;

/**
 * Decides who is judged by a service instead of by the server, and by which. What the service says replaces what the server
 * would have said. Safe for any thread.
 */
final class Delegation implements AuthenticationFilter, InfoContributor, Lifecycle {
    private static final int ORDER = 100;

    private final ServerKeys keys;
    private final CalloutAccounts accounts;
    private final Permissions permissions;
    private final OperatorMode operators;
    private volatile @Nullable Running running;

    Delegation(ServerKeys keys, CalloutAccounts accounts, Permissions permissions, OperatorMode operators) {
        this.keys = keys;
        this.accounts = accounts;
        this.permissions = permissions;
        this.operators = operators;
    }

    private record Running(Server server, Interviewer interviewer) {}

    @Override
    public void start(Server server) {
        running = new Running(server, new Interviewer(server, keys));
        if (isOn()) {
            // not by the first login, nor on an event loop
            keys.signing();
            keys.curve();
        }
    }

    @Override
    public void stop() {
        Running stopped = running;
        if (stopped != null) {
            stopped.interviewer().close();
        }
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public CompletionStage<AuthResult> filter(AuthRequest request, Authentication rest) {
        CalloutOptions options = accounts.options();
        Instant begun = running().server().clock().instant();
        if (options.isOn()) {
            return rest.authenticate(request)
                    .thenCompose(result -> isDelegated(options, request, result)
                            ? ask(configured(options), withoutJwt(request), begun)
                            : CompletableFuture.completedFuture(result));
        }
        if (operators.isOn()) {
            return operators
                    .caller(request)
                    .thenCompose(caller -> operated(caller)
                            .map(callout -> ask(callout, request, begun))
                            .orElseGet(() -> rest.authenticate(request)));
        }
        return rest.authenticate(request);
    }

    private static boolean isDelegated(CalloutOptions options, AuthRequest request, AuthResult result) {
        if (!(result instanceof AuthResult.Granted granted)) {
            // not bound to an account: only the service's own users are judged by the server alone
            return !options.authUsers().contains(RequestBody.claimedUser(request));
        }
        Admission admission = granted.admission();
        String account = admission.space().name();
        return !options.authUsers().contains(admission.user())
                && (account.equals(CalloutOptions.DEFAULT_ACCOUNT)
                        || options.allowedAccounts().isEmpty()
                        || options.allowedAccounts().contains(account));
    }

    private Callout configured(CalloutOptions options) {
        return new Callout(
                options.account(),
                options.issuer(),
                options.xkey(),
                new ConfiguredPlacing(
                        options.issuer(), options.account(), running().server(), permissions));
    }

    private Optional<Callout> operated(Optional<Caller> caller) {
        if (caller.isEmpty()) {
            return Optional.empty();
        }
        var authorization = caller.get().authorization();
        JwtClaims user = caller.get().user().claims();
        String behalf = caller.get().user().body(UserClaims.class).issuerAccount();
        String account = behalf.isEmpty() ? user.issuer() : behalf;
        accounts.operated(account, authorization.isEnabled());
        if (!authorization.isEnabled() || authorization.authUsers().contains(user.subject())) {
            return Optional.empty();
        }
        return Optional.of(new Callout(
                account, account, authorization.xkey(), new OperatorPlacing(account, authorization, operators)));
    }

    /** Leaves out what counts only where operators vouch for users. */
    private static AuthRequest withoutJwt(AuthRequest request) {
        Map<String, Object> options = new LinkedHashMap<>(request.options());
        options.remove("jwt");
        return request.withOptions(options);
    }

    private CompletionStage<AuthResult> ask(Callout callout, AuthRequest request, Instant begun) {
        return running().interviewer().ask(callout, request, begun);
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("asked before the start");
        }
        return now;
    }

    /** Returns whether anybody may have to be asked. */
    boolean isOn() {
        return accounts.options().isOn() || operators.isOn();
    }

    /** Tells the key for which answers may be sealed, of a server that asks. */
    @Override
    public void contribute(String protocol, Map<String, Object> info) {
        if (isOn()) {
            info.put("xkey", keys.curve().publicKey());
        }
    }
}

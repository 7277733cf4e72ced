/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtException;
import soma.plugin.auth.jwt.api.OperatorMode;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;

/**
 * Lets users in by their JWTs, and abstains from those who send none. Signatures are verified by workers, as that takes longer
 * than a loop should.
 */
final class JwtAuthenticator implements Authenticator, OperatorMode {
    private static final int ORDER = 100;
    private static final AuthResult NOT_STARTED = new AuthResult.Refused("operator mode has not started");

    private final Supplier<OperatorConfig> config;
    private final AtomicLong pinnedFailures = new AtomicLong();
    private volatile @Nullable Running running;

    /** What is there once the server runs. */
    record Running(JwtAccounts accounts, UserJudgement users) {}

    JwtAuthenticator(Supplier<OperatorConfig> config) {
        this.config = config;
    }

    void start(Running parts) {
        running = parts;
    }

    /** Returns how many users were refused for their account not being pinned. */
    long pinnedFailures() {
        return pinnedFailures.get();
    }

    @Override
    public String name() {
        return "auth-jwt";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean required() {
        return config.get().isOn();
    }

    @Override
    public boolean needsNonce() {
        return config.get().isOn();
    }

    @Override
    public boolean isOn() {
        return config.get().isOn();
    }

    @Override
    public CompletionStage<AuthResult> authenticate(AuthRequest request) {
        if (!config.get().isOn()) {
            return CompletableFuture.completedFuture(AuthResult.ABSTAINED);
        }
        Running parts = running;
        if (parts == null) {
            return CompletableFuture.completedFuture(NOT_STARTED);
        }
        return CompletableFuture.supplyAsync(() -> user(request), request.worker())
                .thenCompose(user -> user.isEmpty() ? without(request) : judge(parts, request, user.get()));
    }

    // who sends no JWT may be somebody else's business; if not, the chain refuses it, since somebody is required to
    // judge
    private static CompletionStage<AuthResult> without(AuthRequest request) {
        return request.text("jwt").isEmpty()
                ? CompletableFuture.completedFuture(AuthResult.ABSTAINED)
                : refused("User JWT not valid");
    }

    private static CompletionStage<AuthResult> refused(String reason) {
        return CompletableFuture.completedFuture(new AuthResult.Refused(reason));
    }

    /** Returns the JWT that was sent, or the one for those who send none. */
    private Optional<Jwt> user(AuthRequest request) {
        return decoded(request.text("jwt"))
                .or(() -> isMqtt(request) ? decoded(request.text("pass")) : Optional.empty())
                .or(() -> Optional.ofNullable(config.get().sentinel()));
    }

    // MQTT has no place for a JWT but the password
    private static boolean isMqtt(AuthRequest request) {
        return request.connectionType().startsWith("MQTT")
                && request.text("jwt").isEmpty();
    }

    private static Optional<Jwt> decoded(String token) {
        try {
            return token.isEmpty() ? Optional.empty() : Optional.of(Jwt.decode(token, UserClaims.class));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    private CompletionStage<AuthResult> judge(Running parts, AuthRequest request, Jwt user) {
        AuthResult.Refused objection = parts.users().objection(request, user);
        if (objection != null) {
            return CompletableFuture.completedFuture(objection);
        }
        String account = accountOf(user);
        if (!isPinned(account)) {
            pinnedFailures.incrementAndGet();
            return refused("Account " + account + " not listed as operator pinned account");
        }
        return judge(parts, request, user, false);
    }

    private CompletionStage<AuthResult> judge(Running parts, AuthRequest request, Jwt user, boolean vouched) {
        return trusted(parts, accountOf(user))
                .thenApplyAsync(
                        account -> account.map(known -> parts.users().judge(request, user, known, vouched))
                                .orElseGet(() -> new AuthResult.Refused("Account JWT lookup error")),
                        request.worker());
    }

    private CompletionStage<Optional<KnownAccount>> trusted(Running parts, String name) {
        return parts.accounts()
                .lookUp(name)
                .thenApply(account -> account.filter(
                        known -> config.get().trusts(known.claims().issuer())
                                || known.token().isEmpty()));
    }

    private static String accountOf(Jwt user) {
        String account = user.body(UserClaims.class).issuerAccount();
        return account.isEmpty() ? user.claims().issuer() : account;
    }

    private boolean isPinned(String account) {
        return config.get().pinned().isEmpty() || config.get().pinned().contains(account);
    }

    @Override
    public CompletionStage<Optional<Caller>> caller(AuthRequest request) {
        Running parts = running;
        if (parts == null || !isOn()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.supplyAsync(() -> user(request), request.worker())
                .thenCompose(user -> user.isEmpty()
                                || parts.users().objection(request, user.get()) != null
                                || !isPinned(accountOf(user.get()))
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : trusted(parts, accountOf(user.get()))
                                .thenApply(account -> account.map(known -> caller(user.get(), known))));
    }

    private static Caller caller(Jwt user, KnownAccount known) {
        AccountClaims account = known.account();
        return new Caller(user, known.claims(), account.authorization());
    }

    @Override
    public CompletionStage<Boolean> maySign(String account, String key) {
        Running parts = running;
        return parts == null
                ? CompletableFuture.completedFuture(false)
                : trusted(parts, account)
                        .thenApply(known ->
                                known.flatMap(found -> found.signer(key)).isPresent());
    }

    @Override
    public CompletionStage<AuthResult> admit(AuthRequest request, Jwt user) {
        Running parts = running;
        if (parts == null) {
            return CompletableFuture.completedFuture(NOT_STARTED);
        }
        List<String> problems = parts.users().problems(user);
        return problems.isEmpty() ? judge(parts, request, user, true) : refused("User JWT not valid: " + problems);
    }
}

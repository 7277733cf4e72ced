/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.auth.users.api.CredentialKind;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authenticator;
import soma.spi.plugin.Lifecycle;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;

/** Judges connections by the configured users. Safe for any thread. */
final class UsersAuthenticator implements Authenticator, Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(UsersAuthenticator.class);

    static final String NAME = "auth-users";
    static final int ORDER = 200;

    private static final List<String> CREDENTIALS = List.of("user", "pass", "auth_token");

    private final CurrentUsers users;
    private volatile @Nullable Server server;

    UsersAuthenticator(CurrentUsers users) {
        this.users = users;
    }

    @Override
    public void start(Server starting) {
        server = starting;
        users.advise();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean required() {
        return !users.table().isEmpty();
    }

    @Override
    public boolean announces() {
        return users.table().announces();
    }

    @Override
    public boolean admitsAnonymous() {
        UserTable table = users.table();
        return table.isEmpty()
                || switch (table.config().anonymous()) {
                    case UsersConfig.Nobody _ -> false;
                    case UsersConfig.LetIn _ -> true;
                    // as at nats-server, a key can be taken for a client's only after an empty CONNECT
                    case UsersConfig.Taken taken -> taken.user().kind().order() != CredentialKind.SIGNATURE;
                };
    }

    @Override
    public Optional<Duration> timeout() {
        return users.table().config().timeout();
    }

    @Override
    public boolean needsNonce() {
        return users.table().needsNonce();
    }

    @Override
    public CompletionStage<AuthResult> authenticate(AuthRequest request) {
        UserTable table = users.table();
        for (CredentialKind kind : table.kinds()) {
            List<String> claims = kind.claims(request);
            if (!claims.isEmpty()) {
                return table.find(kind, claims, request)
                        .map(user -> verify(user, request))
                        .orElseGet(() -> unknown(kind, claims.getFirst(), request));
            }
        }
        return CREDENTIALS.stream().allMatch(option -> request.text(option).isEmpty())
                ? anonymous(table, request)
                : done(AuthResult.ABSTAINED);
    }

    private CompletionStage<AuthResult> anonymous(UserTable table, AuthRequest request) {
        return switch (table.config().anonymous()) {
            case UsersConfig.Nobody _ -> done(AuthResult.ABSTAINED);
            case UsersConfig.Taken taken -> admit(taken.user(), request);
            case UsersConfig.LetIn _ ->
                done(new Granted(Admission.to(running().spaces().defaultSpace())));
        };
    }

    /** Others may know users of the same names, such as a directory; but nobody else knows our certificates and keys. */
    private CompletionStage<AuthResult> unknown(CredentialKind kind, String name, AuthRequest request) {
        AuthResult result = unknown(kind, name);
        if (result instanceof Refused || !othersJudge()) {
            return kind.pretend(request, users.table().credentials(kind)).handle((_, _) -> result);
        }
        return done(result); // they take their own time
    }

    @SuppressWarnings("ReferenceEquality") // this very one
    private boolean othersJudge() {
        return running().extensions(Authenticator.POINT).stream().anyMatch(one -> one != this && one.required());
    }

    private AuthResult unknown(CredentialKind kind, String name) {
        boolean others = running().extensions(Authenticator.POINT).size() > 1;
        if (others && kind.order() >= CredentialKind.TOKEN) {
            LOG.debug("{} is not configured, so others are asked", User.label(kind, name));
            return AuthResult.ABSTAINED;
        }
        return new Refused(User.label(kind, name));
    }

    private CompletionStage<AuthResult> verify(User user, AuthRequest request) {
        return user.credential()
                .verify(request)
                .thenCompose(proven -> proven ? admit(user, request) : done(new Refused(user.label())));
    }

    private CompletionStage<AuthResult> admit(User user, AuthRequest request) {
        if (user.space().isEmpty()) {
            return done(grant(user, request, running().spaces().defaultSpace()));
        }
        return running()
                .spaces()
                .resolve(user.space())
                .thenApply(space -> space.map(there -> grant(user, request, there))
                        .orElseGet(
                                () -> new Refused(user.label() + ": no account " + user.space(), "Missing Account")));
    }

    private static AuthResult grant(User user, AuthRequest request, SubjectSpace space) {
        Admission admission = Admission.to(space).as(user.credential().user(), user.logLabel());
        return UserAttribute.Rule.applyAll(user.rules(), request, admission);
    }

    private Server running() {
        Server running = server;
        if (running == null) {
            throw new IllegalStateException("asked before the start");
        }
        return running;
    }

    private static CompletionStage<AuthResult> done(AuthResult result) {
        return CompletableFuture.completedFuture(result);
    }
}

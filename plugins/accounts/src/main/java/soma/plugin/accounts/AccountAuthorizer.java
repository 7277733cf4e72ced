/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountLimits;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorizer;
import soma.spi.auth.Limits;
import soma.spi.protocol.SessionListener;
import soma.spi.protocol.SessionView;
import soma.spi.server.Server;

/** Applies the limits and default permissions of an account to those who are admitted to it. */
final class AccountAuthorizer implements Authorizer, SessionListener {
    /** What a session beyond the limit is told. */
    static final String TOO_MANY = "maximum account active connections exceeded";

    /** The reason of its end. */
    static final String TOO_MANY_REASON = "Maximum Account Connections Exceeded";

    /** Late, so that nobody is counted whom others refuse. */
    private static final int ORDER = 1_000;

    private final AccountRegistry registry;
    private final AccountSessions sessions;
    private volatile @Nullable Server server;

    AccountAuthorizer(AccountRegistry registry, AccountSessions sessions) {
        this.registry = registry;
        this.sessions = sessions;
    }

    void start(Server running) {
        server = running;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public AuthResult authorize(AuthRequest request, Admission admission) {
        String name = admission.space().name();
        Optional<AccountDefinition> account = registry.find(name);
        AccountLimits limits = account.map(AccountDefinition::limits).orElse(AccountLimits.NONE);
        if (!enter(request, name, limits)) {
            return new AuthResult.Refused("account " + name + " has too many connections", TOO_MANY_REASON, TOO_MANY);
        }
        if (account.isEmpty()) {
            return AuthResult.ABSTAINED;
        }
        Admission limited = admission.with(tighter(admission.limits(), limits));
        Authorization usual = account.get().defaultPermissions();
        boolean unrestricted = limited.authorization().equals(Authorization.ALLOW_ALL);
        return new AuthResult.Granted(usual != null && unrestricted ? limited.with(usual) : limited);
    }

    private boolean enter(AuthRequest request, String account, AccountLimits limits) {
        long id = request.identity().id();
        if (!sessions.enter(id, request.identity().kind(), account, limits)) {
            return false;
        }
        Server running = server;
        // the answer may have been awaited for longer than the session lived; nobody would tell of its end again
        if (running != null && running.sessions().find(id).isEmpty()) {
            sessions.leave(id);
        }
        return true;
    }

    private static Limits tighter(Limits own, AccountLimits account) {
        return new Limits(
                (int) least(own.maxSubscriptions(), account.maxSubscriptions()),
                least(own.maxPayload(), account.maxPayload()),
                own.maxPending());
    }

    private static long least(long one, long other) {
        return one < 0 || other < 0 ? Math.max(one, other) : Math.min(one, other);
    }

    @Override
    public void closed(SessionView session, String reason) {
        sessions.leave(session.identity().id());
    }
}

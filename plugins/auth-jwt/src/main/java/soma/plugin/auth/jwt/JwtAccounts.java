/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.accounts.api.AccountLoader;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.auth.jwt.Memberships.Membership;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.JwtException;
import soma.plugin.subject.mapping.api.SubjectMappings;
import soma.spi.server.Server;

/**
 * The accounts that operators vouch for, as far as somebody has asked for them. Reading takes no lock. One change happens at a
 * time: the lock is held from the claims to the other plugins, which call back for nothing but to load further accounts, which
 * is never waited for.
 */
final class JwtAccounts implements AccountLoader {
    private static final Logger LOG = LoggerFactory.getLogger(JwtAccounts.class);
    private static final Duration TOO_SOON = Duration.ofSeconds(1);

    private final Supplier<OperatorConfig> config;
    private final Services services;
    private final Deadlines deadlines;
    private final Evictions evictions;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, KnownAccount> known = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Optional<KnownAccount>>> loading = new ConcurrentHashMap<>();

    /** What accounts are made of. */
    record Services(
            Server server,
            Resolver resolver,
            Accounts accounts,
            SubjectMappings mappings,
            AccountTranslation translation) {}

    JwtAccounts(Supplier<OperatorConfig> config, Services services, Deadlines deadlines, Evictions evictions) {
        this.config = config;
        this.services = services;
        this.deadlines = deadlines;
        this.evictions = evictions;
    }

    Instant now() {
        return services.server().clock().instant();
    }

    /** Returns an account in force. */
    Optional<KnownAccount> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Returns whether anybody would notice a change of an account: it is in force, or others import from it in vain. */
    boolean isWanted(String name) {
        return known.containsKey(name)
                || services.accounts().all().stream()
                        .flatMap(account -> account.imports().stream())
                        .anyMatch(wanted -> wanted.account().equals(name));
    }

    /** Returns an account, found and put into force if need be; empty if there is none or it is not to be trusted. */
    CompletionStage<Optional<KnownAccount>> lookUp(String name) {
        KnownAccount account = known.get(name);
        Instant now = now();
        if (account != null && !account.isExpired(now)) {
            return CompletableFuture.completedFuture(Optional.of(account));
        }
        if (!JwtDirectory.isAccount(name)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (account != null && account.applied().plus(TOO_SOON).isAfter(now)) {
            LOG.debug("Requested account update for [{}] ignored, too soon", name);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return fetch(name);
    }

    private CompletionStage<Optional<KnownAccount>> fetch(String name) {
        CompletableFuture<Optional<KnownAccount>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<KnownAccount>> other = loading.putIfAbsent(name, mine);
        if (other != null) {
            return other.copy();
        }
        services.resolver()
                .fetch(name)
                .thenApplyAsync(
                        token -> token.flatMap(text -> found(name, text)),
                        services.server().workers())
                .whenComplete((account, failure) -> {
                    loading.remove(name, mine);
                    if (failure != null) {
                        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                        LOG.warn("Account fetch failed: {}", cause == null ? failure : cause.getMessage());
                    }
                    mine.complete(failure == null ? account : Optional.empty());
                });
        return mine.copy();
    }

    private Optional<KnownAccount> found(String name, String token) {
        try {
            return Optional.of(apply(name, token)).filter(account -> !account.isExpired(now()));
        } catch (JwtException e) {
            LOG.warn("Account [{}] was not taken: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<Boolean> load(String name) {
        return lookUp(name).thenApply(Optional::isPresent);
    }

    /**
     * Puts an account into force.
     *
     * @throws JwtException if the JWT is not one of that account, or not to be trusted
     */
    KnownAccount apply(String name, String token) {
        lock.lock();
        try {
            KnownAccount before = known.get(name);
            if (before != null && before.token().equals(token)) {
                LOG.debug("Requested account update for [{}], same claims detected", name);
                return before;
            }
            Jwt jwt = verified(token);
            if (!jwt.claims().subject().equals(name)) {
                throw new JwtException("account validation failed");
            }
            KnownAccount account = KnownAccount.of(
                    jwt.claims(), token, config.get().isStrict(jwt.claims().issuer()), now());
            put(account);
            return account;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads the JWT of an account.
     *
     * @throws JwtException if no trusted operator vouches for it, or it is not valid
     */
    Jwt verified(String token) {
        Jwt jwt = Jwt.decode(token, AccountClaims.class);
        if (!config.get().trusts(jwt.claims().issuer())) {
            throw new JwtException("account validation failed: not signed by a trusted operator");
        }
        List<String> problems = jwt.claims().problems(now());
        if (!problems.isEmpty()) {
            throw new JwtException("account validation failed: " + problems);
        }
        return jwt;
    }

    private void put(KnownAccount account) {
        String name = account.name();
        LOG.debug("Updating account claims: {}/{}", name, account.claims().name());
        // first, so that whoever is judged from now on is judged by it
        known.put(name, account);
        // then those who have to go, so that they learn why, before others are judged anew
        evictions.sweep(account);
        services.mappings().replace(name, services.translation().mappings(account));
        services.accounts().define(services.translation().definition(account));
        arm(account);
    }

    private void arm(KnownAccount account) {
        String name = account.name();
        Instant end = account.claims().end();
        if (end.equals(Instant.MAX)) {
            deadlines.clear("account " + name);
        } else {
            deadlines.set("account " + name, end, () -> expired(name));
        }
        armActivations(account);
    }

    private void armActivations(KnownAccount account) {
        String name = account.name();
        Optional<Instant> next = services.translation().nextActivationEnd(account);
        if (next.isPresent()) {
            deadlines.set("activation " + name, next.get(), () -> {
                services.accounts().reconsider();
                find(name).ifPresent(this::armActivations);
            });
        } else {
            deadlines.clear("activation " + name);
        }
    }

    private void expired(String name) {
        find(name).ifPresent(account -> {
            LOG.debug("Account [{}] has expired", name);
            evictions.expire(account);
        });
    }

    /** Lets the system account be until its JWT can be found: only its own key issues users of it. */
    void standIn(String name, JwtClaims operator) {
        lock.lock();
        try {
            JwtClaims claims = JwtClaims.of(name, AccountClaims.PLAIN);
            JwtClaims vouched = new JwtClaims(
                    "", 0, "", 0, operator.issuer(), "", 0, name, List.of(), claims.version(), claims.body());
            put(KnownAccount.of(vouched, "", false, Instant.EPOCH));
        } finally {
            lock.unlock();
        }
    }

    /** Ends an account. */
    void remove(String name) {
        lock.lock();
        try {
            if (known.remove(name) != null) {
                LOG.debug("Disable account {} due to remove", name);
                deadlines.clear("account " + name);
                deadlines.clear("activation " + name);
                services.accounts().remove(name, Evictions.ACCOUNT_EXPIRED, Evictions.EXPIRED_REASON);
                services.mappings().replace(name, List.of());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks at a session anew. */
    void look(long id, Membership membership) {
        KnownAccount account = known.get(membership.accountName());
        if (account != null) {
            evictions.look(id, membership, account);
        }
    }
}

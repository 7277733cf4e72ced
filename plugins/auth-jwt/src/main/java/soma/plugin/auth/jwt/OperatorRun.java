/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.auth.jwt.AccountUpdates.Words;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtException;
import soma.plugin.auth.permissions.api.Permissions;
import soma.plugin.subject.mapping.api.SubjectMappings;
import soma.spi.message.HeldMessage;
import soma.spi.plugin.Lifecycle;
import soma.spi.server.Server;

/** The moving parts of operator mode; without operators it does nothing. */
final class OperatorRun implements Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorRun.class);
    private static final Duration MOST_EXPIRY_CHECK = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CurrentConfig config;
    private final JwtAuthenticator authenticator;
    private final Memberships memberships;
    private final Others others;
    private final Deadlines deadlines = new Deadlines();
    private final Turns turns = new Turns();
    private @Nullable Resolver resolver;
    private @Nullable SystemRequests system;
    private volatile @Nullable JwtAccounts accounts;

    /** What other plugins offer. */
    record Others(Accounts accounts, Permissions permissions, SubjectMappings mappings) {}

    OperatorRun(CurrentConfig config, JwtAuthenticator authenticator, Memberships memberships, Others others) {
        this.config = config;
        this.authenticator = authenticator;
        this.memberships = memberships;
        this.others = others;
    }

    @Override
    public void start(Server server) throws IOException {
        if (!config.get().isOn()) {
            return;
        }
        for (Jwt operator : config.get().operators()) {
            Optional<String> objection =
                    AssertedVersion.objection(operator, server.version().nats());
            if (objection.isPresent()) {
                throw new IllegalStateException(objection.get());
            }
            LOG.info(
                    "Trusted Operators: {} {}",
                    operator.claims().subject(),
                    operator.claims().name());
        }
        turns.start(server.workers());
        deadlines.start(server.clock(), server.workers());
        String systemAccount = systemAccount();
        SystemRequests voice = systemAccount.isEmpty() ? null : new SystemRequests(server, systemAccount);
        system = voice;
        Resolver finding = resolver(server, voice);
        resolver = finding;
        finding.start();
        begin(server, finding, voice, systemAccount);
    }

    private String systemAccount() {
        String named = config.get().systemAccount();
        if (!named.isEmpty()) {
            others.accounts().useSystemAccount(named);
            return named;
        }
        return others.accounts().systemAccount().orElse("");
    }

    private Resolver resolver(Server server, @Nullable SystemRequests voice) {
        return switch (config.get().resolver()) {
            case ResolverChoice.None none -> new MemoryResolver();
            case ResolverChoice.Memory memory -> new MemoryResolver();
            case ResolverChoice.Url url -> new UrlResolver(url);
            case ResolverChoice.Directory directory -> {
                if (voice == null) {
                    throw new IllegalStateException("a resolver with a directory needs a system account");
                }
                yield new DirectoryResolver(directory, config, server, voice);
            }
        };
    }

    private void begin(Server server, Resolver finding, @Nullable SystemRequests voice, String systemAccount) {
        for (Map.Entry<String, String> entry : config.get().preload().entrySet()) {
            preload(finding, entry.getKey(), entry.getValue(), server.clock().instant());
        }
        AccountTranslation translation = new AccountTranslation(others.permissions(), server.clock());
        JwtAccounts all = new JwtAccounts(
                config,
                new JwtAccounts.Services(server, finding, others.accounts(), others.mappings(), translation),
                deadlines,
                new Evictions(server, memberships));
        accounts = all;
        memberships.start(server, all::look);
        authenticator.start(
                new JwtAuthenticator.Running(all, new UserJudgement(server, others.permissions(), memberships)));
        others.accounts().loader(all);
        findSystemAccount(all);
        if (voice != null) {
            listen(new OperatorState(config, server, systemAccount, finding), all, voice);
        }
    }

    private static void preload(Resolver finding, String account, String token, Instant now) {
        try {
            Jwt jwt = Jwt.decode(token, AccountClaims.class);
            List<String> problems = jwt.claims().problems(now);
            if (!problems.isEmpty()) {
                LOG.warn("Account [{}] has validation issues: {}", account, problems);
            }
            if (jwt.claims().subject().equals(account)) {
                finding.store(account, token);
            }
        } catch (IOException | JwtException e) {
            LOG.warn("Account [{}] was not taken: {}", account, e.getMessage());
        }
    }

    private void findSystemAccount(JwtAccounts all) {
        String name = config.get().systemAccount();
        if (name.isEmpty()) {
            return;
        }
        CompletableFuture<Boolean> found = all.load(name).toCompletableFuture();
        boolean there = found.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (there) {
            return;
        }
        if (resolver instanceof MemoryResolver || config.get().operators().isEmpty()) {
            throw new IllegalStateException("error resolving system account: account missing");
        }
        LOG.info("The system account {} cannot be found yet: its own key issues its users until then", name);
        all.standIn(name, config.get().operators().getFirst().claims());
    }

    private void listen(OperatorState state, JwtAccounts all, SystemRequests voice) {
        ClaimsReplies replies = new ClaimsReplies(state.server(), voice);
        boolean full =
                resolver instanceof DirectoryResolver found && !found.choice().cache();
        boolean cache = resolver instanceof DirectoryResolver && !full;
        Words words = full ? Words.FULL : cache ? Words.CACHE : Words.PLAIN;
        AccountUpdates updates = new AccountUpdates(all, state, replies, words);
        subscribe(voice, "$SYS.ACCOUNT.*.CLAIMS.UPDATE", updates::updateNamed);
        subscribe(voice, "$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE", updates::updateNamed);
        if (resolver instanceof DirectoryResolver directory) {
            DirectoryRequests requests = new DirectoryRequests(all, state, directory, voice, replies);
            subscribe(voice, "$SYS.REQ.CLAIMS.UPDATE", updates::update);
            subscribe(voice, "$SYS.REQ.CLAIMS.LIST", requests::list);
            subscribe(voice, "$SYS.REQ.CLAIMS.DELETE", requests::delete);
            if (full) {
                subscribe(voice, "$SYS.REQ.ACCOUNT.*.CLAIMS.LOOKUP", requests::lookUp);
                voice.subscribe(DirectoryRequests.PACK, "responder", later(requests::pack));
                String inbox = voice.inbox();
                subscribe(voice, inbox, requests::merge);
                packLater(requests, inbox, directory.choice().interval());
            }
            expireLater(directory);
        }
    }

    private void subscribe(SystemRequests voice, String subject, Consumer<HeldMessage> action) {
        voice.subscribe(subject, "", later(action));
    }

    // claims are verified and files written: nothing for whoever delivers
    private Consumer<HeldMessage> later(Consumer<HeldMessage> action) {
        return message -> turns.execute(() -> action.accept(message));
    }

    private void packLater(DirectoryRequests requests, String inbox, Duration interval) {
        deadlines.set("pack", interval, () -> {
            requests.askForPack(inbox);
            packLater(requests, inbox, interval);
        });
    }

    private void expireLater(DirectoryResolver directory) {
        Duration half = directory.choice().ttl().dividedBy(2);
        Duration wait = half.isPositive() && half.compareTo(MOST_EXPIRY_CHECK) < 0 ? half : MOST_EXPIRY_CHECK;
        deadlines.set("directory", wait, () -> {
            try {
                directory.directory().expire();
            } catch (IOException e) {
                LOG.error("Expired JWTs were not removed: {}", e.getMessage());
            }
            expireLater(directory);
        });
    }

    /** Returns the accounts that operators vouch for; empty without operators. */
    Optional<JwtAccounts> accounts() {
        return Optional.ofNullable(accounts);
    }

    /** Takes over other preloaded accounts. */
    void preload(Map<String, String> before, Map<String, String> after) {
        Resolver finding = resolver;
        JwtAccounts all = accounts;
        if (finding == null || all == null) {
            return;
        }
        Instant now = all.now();
        after.forEach((account, token) -> {
            preload(finding, account, token, now);
            try {
                if (all.isWanted(account)) {
                    all.apply(account, token);
                }
            } catch (JwtException e) {
                LOG.error("Account [{}] was not taken: {}", account, e.getMessage());
            }
        });
        if (finding instanceof MemoryResolver memory) {
            before.keySet().stream()
                    .filter(account -> !after.containsKey(account))
                    .forEach(account -> {
                        memory.forget(account);
                        all.remove(account);
                    });
        }
    }

    @Override
    public void stop() {
        deadlines.stop();
        if (resolver != null) {
            resolver.stop();
        }
        if (system != null) {
            system.close();
        }
    }
}

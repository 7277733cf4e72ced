/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.AccountDefinition.Import;
import soma.plugin.accounts.api.AccountLoader;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.accounts.config.AccountUsers;
import soma.plugin.accounts.config.AccountsConfig;

/**
 * The accounts in force. Reading takes no lock. One change happens at a time, from the definition to the flows: the
 * lock is held while spaces are changed, which call nobody who would wait for it.
 */
final class AccountRegistry implements Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRegistry.class);
    private static final String GLOBAL = "$G";

    private final AccountSessions sessions;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, AccountDefinition> definitions = new ConcurrentHashMap<>();
    private final ImportsInForce imports = new ImportsInForce(definitions::get);
    private final Map<String, Instant> updated = new ConcurrentHashMap<>();
    private Set<String> configured = Set.of();
    private boolean madeSystemAccount;
    private volatile String systemAccount = "";
    private volatile String preferredSystemAccount = "";
    private volatile @Nullable AccountLoader loader;
    private volatile @Nullable Flows flows;

    AccountRegistry(AccountSessions sessions) {
        this.sessions = sessions;
        definitions.put(GLOBAL, AccountDefinition.named(GLOBAL));
    }

    /** Puts what is configured into force, in place of what was configured before. */
    void configure(AccountsConfig config) {
        lock.lock();
        try {
            Set<String> names = new LinkedHashSet<>();
            config.accounts().forEach(account -> names.add(account.name()));
            madeSystemAccount = config.systemAccount().equals(AccountUsers.SYSTEM)
                    && preferredSystemAccount.isEmpty()
                    && names.add(AccountUsers.SYSTEM);
            if (madeSystemAccount) {
                definitions.put(AccountUsers.SYSTEM, AccountDefinition.named(AccountUsers.SYSTEM));
            }
            systemAccount = config.systemAccount();
            configured.stream().filter(name -> !names.contains(name)).forEach(definitions::remove);
            config.accounts().forEach(account -> definitions.put(account.name(), account));
            configured = names;
            imports.settle(known());
        } finally {
            lock.unlock();
        }
        config.accounts().forEach(this::closeExcess);
    }

    /** Begins to carry messages. */
    void start(Flows opening) {
        flows = opening;
        lock.lock();
        try {
            imports.start(opening);
            imports.settle(known());
        } finally {
            lock.unlock();
        }
        known().forEach(account -> opening.server().spaces().obtain(account.name()));
    }

    /** Ends all imports. */
    void stop() {
        lock.lock();
        try {
            imports.stop();
        } finally {
            lock.unlock();
        }
    }

    private List<AccountDefinition> known() {
        return List.copyOf(definitions.values());
    }

    @Override
    public Optional<AccountDefinition> find(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    @Override
    public Collection<AccountDefinition> all() {
        return known();
    }

    @Override
    public Optional<String> systemAccount() {
        String preferred = preferredSystemAccount;
        return Optional.of(preferred.isEmpty() ? systemAccount : preferred).filter(name -> !name.isEmpty());
    }

    @Override
    public void useSystemAccount(String name) {
        lock.lock();
        try {
            preferredSystemAccount = name;
            if (madeSystemAccount && !name.equals(AccountUsers.SYSTEM)) {
                madeSystemAccount = false;
                definitions.remove(AccountUsers.SYSTEM);
                imports.settle(known());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int connections(String name) {
        return sessions.count(name);
    }

    @Override
    public int pendingResponses(String name) {
        Flows running = flows;
        return running == null ? 0 : running.services().pendingResponses(name);
    }

    @Override
    public boolean isInForce(String name, Import wanted) {
        lock.lock();
        try {
            return imports.isInForce(name, wanted);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Instant> updated(String name) {
        return Optional.ofNullable(updated.get(name));
    }

    @Override
    public List<String> leftOut(String name) {
        return imports.leftOut(name);
    }

    @Override
    public List<String> define(AccountDefinition definition) {
        String name = definition.name();
        AccountDefinition before;
        lock.lock();
        try {
            before = definitions.put(name, definition);
            imports.settle(concernedBy(name));
        } finally {
            lock.unlock();
        }
        Flows running = flows;
        if (running != null) {
            updated.put(name, running.server().clock().instant());
        }
        closeExcess(definition);
        if (before != null && isOtherForSessions(before, definition)) {
            readmit(name);
        }
        List<String> leftOut = imports.leftOut(name);
        if (!leftOut.isEmpty()) {
            LOG.warn("Account {} is incomplete: {}", name, String.join("; ", leftOut));
            loadExporters(definition);
        }
        return leftOut;
    }

    /** An account itself, those that import from it, and those whose imports were refused so far. */
    private List<AccountDefinition> concernedBy(String name) {
        return definitions.values().stream()
                .filter(account -> account.name().equals(name)
                        || imports.isIncomplete(account.name())
                        || account.imports().stream()
                                .anyMatch(wanted -> wanted.account().equals(name)))
                .toList();
    }

    private static boolean isOtherForSessions(AccountDefinition before, AccountDefinition after) {
        return !before.limits().equals(after.limits())
                || !Objects.equals(before.defaultPermissions(), after.defaultPermissions());
    }

    private void readmit(String name) {
        Flows running = flows;
        if (running != null) {
            running.server().readmit(session -> session.space().equals(name));
        }
    }

    private void loadExporters(AccountDefinition definition) {
        AccountLoader source = loader;
        if (source == null) {
            return;
        }
        Set<String> missing = definition.imports().stream()
                .map(Import::account)
                .filter(exporter -> !definitions.containsKey(exporter))
                .collect(Collectors.toSet());
        missing.forEach(source::load);
    }

    @Override
    public void remove(String name, String error, String closeReason) {
        lock.lock();
        try {
            List<AccountDefinition> concerned = new ArrayList<>(concernedBy(name));
            definitions.remove(name);
            updated.remove(name);
            concerned.removeIf(account -> account.name().equals(name));
            imports.end(name);
            imports.settle(concerned);
        } finally {
            lock.unlock();
        }
        refuse(sessions.of(name), error, closeReason);
    }

    private void closeExcess(AccountDefinition account) {
        refuse(
                sessions.beyond(account.name(), account.limits()),
                AccountAuthorizer.TOO_MANY,
                AccountAuthorizer.TOO_MANY_REASON);
    }

    private void refuse(List<Long> ids, String error, String reason) {
        Flows running = flows;
        if (running != null) {
            ids.forEach(id -> running.server().sessions().find(id).ifPresent(session -> session.refuse(error, reason)));
        }
    }

    @Override
    public void reconsider() {
        lock.lock();
        try {
            imports.settle(known());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void loader(AccountLoader other) {
        loader = other;
    }

    /** Answers whether there is an account of that name, or can be. */
    CompletionStage<Boolean> mayExist(String name) {
        AccountLoader source = loader;
        if (definitions.containsKey(name) || source == null) {
            return CompletableFuture.completedFuture(definitions.containsKey(name));
        }
        return source.load(name);
    }
}

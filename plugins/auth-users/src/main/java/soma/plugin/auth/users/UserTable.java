/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import soma.plugin.auth.users.api.Credential;
import soma.plugin.auth.users.api.CredentialKind;
import soma.spi.auth.AuthRequest;

/** The configured users, by kind of credential and name. Immutable. */
final class UserTable {
    private final UsersConfig config;
    private final Map<CredentialKind, Map<String, User>> byKind;
    private final Map<CredentialKind, List<String>> names = new HashMap<>();
    private final Map<CredentialKind, List<Credential>> credentials = new HashMap<>();
    private final boolean needsNonce;

    UserTable(UsersConfig config) {
        this.config = config;
        this.byKind = new TreeMap<>(UserTable::inOrder);
        for (User user : config.users()) {
            byKind.computeIfAbsent(user.kind(), _ -> new HashMap<>())
                    .put(user.credential().name(), user);
        }
        byKind.forEach((kind, named) -> {
            names.put(kind, List.copyOf(named.keySet()));
            credentials.put(kind, named.values().stream().map(User::credential).toList());
        });
        this.needsNonce = byKind.keySet().stream().anyMatch(CredentialKind::needsNonce);
    }

    private static int inOrder(CredentialKind a, CredentialKind b) {
        int order = Integer.compare(a.order(), b.order());
        return order == 0 ? a.name().compareTo(b.name()) : order;
    }

    UsersConfig config() {
        return config;
    }

    boolean isEmpty() {
        return byKind.isEmpty();
    }

    boolean needsNonce() {
        return needsNonce;
    }

    /** Returns whether INFO says that clients must log in. */
    boolean announces() {
        return !isEmpty() && !(config.anonymous() instanceof UsersConfig.Taken);
    }

    /** Returns the kinds that there are users of, in the order to try them. */
    Iterable<CredentialKind> kinds() {
        return byKind.keySet();
    }

    /** Returns the user whom a request claims to be. */
    Optional<User> find(CredentialKind kind, List<String> claims, AuthRequest request) {
        Map<String, User> users = byKind.getOrDefault(kind, Map.of());
        for (String name : claims) {
            User user = users.get(name);
            if (user != null) {
                return Optional.of(user);
            }
        }
        return kind.match(request, names.getOrDefault(kind, List.of())).map(users::get);
    }

    /** Returns all credentials of a kind. */
    List<Credential> credentials(CredentialKind kind) {
        return credentials.getOrDefault(kind, List.of());
    }

    /** Returns what the log should advise the operator of, each advice once. */
    List<String> advice() {
        return config.users().stream()
                .map(User::credential)
                .map(Credential::advice)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}

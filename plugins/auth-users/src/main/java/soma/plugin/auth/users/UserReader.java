/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import soma.plugin.auth.users.api.Credential;
import soma.plugin.auth.users.api.CredentialKind;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads users with the kinds and attributes that plugins have added. Confined to the thread that binds. */
final class UserReader {
    private static final List<String> NAMES = List.of("user", "username", "nkey");

    private final List<CredentialKind> used;
    private final List<UserAttribute> attributes;
    private final Set<String> userKeys;
    private final Set<String> defaultKeys;

    UserReader(ConfigReader root) {
        List<CredentialKind> kinds = root.extensions(CredentialKind.POINT).stream()
                .sorted((a, b) -> Integer.compare(a.order(), b.order()))
                .toList();
        this.used = kinds.stream().filter(kind -> kind.isUsed(root)).toList();
        this.attributes = root.extensions(UserAttribute.POINT).stream()
                .sorted((a, b) -> Integer.compare(a.order(), b.order()))
                .toList();
        this.userKeys = names(Stream.concat(
                kinds.stream().map(CredentialKind::keys), attributes.stream().map(UserAttribute::keys)));
        this.defaultKeys = names(attributes.stream().map(UserAttribute::defaultKeys));
    }

    private static Set<String> names(Stream<List<ConfigKey>> keys) {
        Set<String> names = new HashSet<>();
        keys.flatMap(List::stream).forEach(key -> {
            names.add(key.name());
            names.addAll(key.aliases());
        });
        return names;
    }

    /** Returns the names of all keys that plugins brought for {@code authorization}. */
    Set<String> keysOfAuthorization() {
        Set<String> all = new HashSet<>(userKeys);
        all.addAll(defaultKeys);
        return all;
    }

    /** Reads what holds for the users of a block that say nothing themselves, one for each attribute. */
    List<Optional<UserAttribute.Rule>> defaults(ConfigReader block) {
        return attributes.stream()
                .map(attribute -> attribute.bindDefault(block))
                .toList();
    }

    /** Reads {@code authorization} as the block of the only user; empty if it describes none. */
    List<User> single(ConfigReader authorization, List<Optional<UserAttribute.Rule>> defaults) {
        List<Entry> entries = bind(authorization, true);
        // without a user there is nobody whom rules could hold for
        return entries.isEmpty() ? List.of() : users(entries, "", rules(authorization, defaults));
    }

    /** Reads the {@code users} of a block. */
    List<Entered> list(ConfigReader block, String space, List<Optional<UserAttribute.Rule>> defaults) {
        ConfigNode list = block.find(UsersKeys.USERS).orElse(null);
        if (list == null) {
            return List.of();
        }
        if (list.kind() != Kind.ARRAY) {
            block.problems().error(list, "Expected users field to be an array (expected: blocks in brackets)");
            return List.of();
        }
        List<Entered> found = new ArrayList<>();
        for (ConfigNode element : list.elements()) {
            if (element.kind() == Kind.MAP) {
                user(block.element(UsersKeys.USERS, element), space, defaults)
                        .forEach(user -> found.add(new Entered(user, element)));
            } else {
                block.problems().error(element, "Expected user entry to be a map/struct (expected: a block in braces)");
            }
        }
        return found;
    }

    private List<User> user(ConfigReader block, String space, List<Optional<UserAttribute.Rule>> defaults) {
        List<Entry> entries = bind(block, false);
        if (entries.isEmpty() && NAMES.stream().allMatch(name -> isMissing(block, name))) {
            block.problems().error(block.node(), "User entry requires a user");
        }
        List<User> users = users(entries, space, rules(block, defaults));
        block.rejectUnknown(userKeys);
        return users;
    }

    /** Returns whether a key gives no name; not if it is of a plugin that is missing, which is said already. */
    private boolean isMissing(ConfigReader block, String name) {
        return block.find(name)
                .map(node -> userKeys.contains(name)
                        && node.kind() == Kind.STRING
                        && node.text().isEmpty())
                .orElse(true);
    }

    private List<Entry> bind(ConfigReader block, boolean single) {
        List<Entry> entries = new ArrayList<>();
        for (CredentialKind kind : used) {
            kind.bind(block, single).ifPresent(credential -> entries.add(new Entry(kind, credential)));
        }
        if (entries.size() > 1) {
            List<Entry> all = List.copyOf(entries);
            entries.replaceAll(entry -> entry.beside(all));
            entries.removeIf(entry -> entry.credential().yields());
        }
        return entries;
    }

    private List<UserAttribute.Rule> rules(ConfigReader block, List<Optional<UserAttribute.Rule>> defaults) {
        List<UserAttribute.Rule> rules = new ArrayList<>();
        for (int i = 0; i < attributes.size(); i++) {
            Optional<UserAttribute.Rule> otherwise = defaults.get(i);
            attributes.get(i).bind(block).or(() -> otherwise).ifPresent(rules::add);
        }
        return rules;
    }

    private static List<User> users(List<Entry> entries, String space, List<UserAttribute.Rule> rules) {
        return entries.stream()
                .map(entry -> new User(entry.kind(), entry.credential(), space, rules))
                .toList();
    }

    private record Entry(CredentialKind kind, Credential credential) {
        Entry beside(List<Entry> all) {
            List<Credential> others = all.stream()
                    .filter(other -> !other.equals(this))
                    .map(Entry::credential)
                    .toList();
            return new Entry(kind, credential.beside(others));
        }
    }

    /** A user and where it stands. */
    record Entered(User user, ConfigNode at) {}
}

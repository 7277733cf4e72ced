/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import soma.plugin.auth.users.UserReader.Entered;
import soma.plugin.auth.users.UsersConfig.Anonymous;
import soma.plugin.auth.users.api.CredentialKind;
import soma.plugin.auth.users.api.UserAttribute;
import soma.plugin.auth.users.api.UserSource;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;

/** Reads everything that the configuration says of users. Confined to the thread that binds. */
final class UsersBinder {
    private final ConfigReader root;
    private final UserReader reader;
    private final List<User> single = new ArrayList<>();
    private final List<Entered> listed = new ArrayList<>();
    private Optional<Duration> timeout = Optional.empty();

    private UsersBinder(ConfigReader root) {
        this.root = root;
        this.reader = new UserReader(root);
    }

    static UsersConfig bind(ConfigReader root) {
        return new UsersBinder(root).bind();
    }

    private UsersConfig bind() {
        root.map(UsersKeys.AUTHORIZATION).ifPresent(this::authorization);
        for (UserSource source : root.extensions(UserSource.POINT)) {
            source.blocks(root).forEach(this::block);
        }
        rejectDuplicates();
        List<User> all = new ArrayList<>(single);
        listed.forEach(entered -> all.add(entered.user()));
        return new UsersConfig(all, anonymous(), timeout);
    }

    private void authorization(ConfigReader block) {
        timeout = block.find(UsersKeys.TIMEOUT).flatMap(node -> AuthTimeout.read(node, root.problems()));
        List<Optional<UserAttribute.Rule>> defaults = reader.defaults(block);
        single.addAll(reader.single(block, defaults));
        listed.addAll(reader.list(block, "", defaults));
        if (!single.isEmpty() && !listed.isEmpty()) {
            root.problems().error(block.node(), "Can not have " + nameOfSingle() + " and a users array");
        }
        Set<String> known = reader.keysOfAuthorization();
        known.add(UsersKeys.USERS.name());
        known.add(UsersKeys.TIMEOUT.name());
        block.rejectUnknown(known);
    }

    private void block(UserSource.Block block) {
        List<Entered> users = reader.list(block.reader(), block.space(), reader.defaults(block.reader()));
        if (!single.isEmpty() && !users.isEmpty()) {
            ConfigNode at =
                    block.reader().find(UsersKeys.USERS).orElse(block.reader().node());
            root.problems().error(at, "Can not have " + nameOfSingle() + " and accounts");
        }
        listed.addAll(users);
    }

    private String nameOfSingle() {
        boolean token = single.getFirst().kind().order() == CredentialKind.TOKEN;
        return token ? "a token" : "a single user/pass";
    }

    /** A user that may log in in two ways is two users of one name, which are no duplicates. */
    private void rejectDuplicates() {
        Set<String> seen = new HashSet<>();
        Set<ConfigNode> reported = new HashSet<>();
        for (Entered entered : listed) {
            User user = entered.user();
            String name = user.credential().name();
            boolean first = seen.add(user.kind().name() + " " + name);
            if (!first && reported.add(entered.at())) {
                String noun = User.noun(user.kind());
                root.problems().error(entered.at(), "Duplicate " + noun + " " + Quoted.of(name) + " detected");
            }
        }
    }

    private Anonymous anonymous() {
        Optional<ConfigNode> named = root.find(UsersKeys.NO_AUTH_USER);
        String name = named.map(node -> root.text(node, "")).orElse("");
        if (!name.isEmpty()) {
            return taken(name, named.orElseThrow());
        }
        // any authorization block shows that somebody thought about who may come in, even if only about the timeout
        boolean letIn = root.find(UsersKeys.AUTHORIZATION).isEmpty()
                && !listed.isEmpty()
                && root.extensions(UserSource.POINT).stream().anyMatch(source -> source.admitsAnonymous(root));
        return letIn ? new UsersConfig.LetIn() : new UsersConfig.Nobody();
    }

    private Anonymous taken(String name, ConfigNode at) {
        if (listed.isEmpty()) {
            root.problems().error(at, noAuthUser(name) + " present, but users/nkeys are not defined");
            return new UsersConfig.Nobody();
        }
        for (Entered entered : listed) {
            if (entered.user().credential().name().equals(name)) {
                return new UsersConfig.Taken(entered.user());
            }
        }
        root.problems()
                .error(
                        at,
                        noAuthUser(name)
                                + " not present as user or nkey in authorization block or account configuration");
        return new UsersConfig.Nobody();
    }

    private static String noAuthUser(String name) {
        return "no_auth_user: " + Quoted.of(name);
    }
}

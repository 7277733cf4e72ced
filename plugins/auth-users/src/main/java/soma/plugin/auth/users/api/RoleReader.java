/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.users.api.UserAttribute.Rule;
import soma.spi.annotation.Api;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigReader;

/**
 * Reads roles in a block that says who vouches for users: each has a block of its own, with an account and what else a user may
 * have; what stands beside them holds for those who have none. Confined to one thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class RoleReader {
    private final ConfigReader block;
    private final ConfigKey account;
    private final List<UserAttribute> attributes;

    /**
     * Makes a reader.
     *
     * @param account the key of a role's account
     */
    public RoleReader(ConfigReader block, ConfigKey account) {
        this.block = block;
        this.account = account;
        this.attributes = block.extensions(UserAttribute.POINT).stream()
                .sorted((a, b) -> Integer.compare(a.order(), b.order()))
                .toList();
    }

    /** Returns the names that a block may have: keys of its own, and those of what a user may have. */
    public Set<String> known(List<ConfigKey> own) {
        Set<String> known = new HashSet<>();
        Stream.concat(own.stream(), attributes.stream().flatMap(attribute -> attribute.keys().stream()))
                .forEach(key -> {
                    known.add(key.name());
                    known.addAll(key.aliases());
                });
        return known;
    }

    /** Reads the roles under a key, in the order of the file. */
    public List<Role> roles(ConfigKey key) {
        List<Role> roles = new ArrayList<>();
        block.map(key).ifPresent(all -> {
            for (String name : all.node().keys()) {
                all.node().child(name).flatMap(all::map).ifPresent(role -> roles.add(role(name, role)));
            }
        });
        return roles;
    }

    private Role role(String name, ConfigReader role) {
        role.rejectUnknown(known(List.of(account)));
        return new Role(name, role.text(account, ""), rules(role));
    }

    /** Reads what those have who have none of the roles; null for nothing: then they are not let in. */
    public @Nullable Role others(List<Role> roles) {
        List<Rule> rules = rules(block);
        return rules.isEmpty() && !roles.isEmpty() ? null : new Role("", "", rules);
    }

    private List<Rule> rules(ConfigReader from) {
        return attributes.stream()
                .flatMap(attribute -> attribute.bind(from).stream())
                .toList();
    }
}

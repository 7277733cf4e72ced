/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration says of users. Immutable.
 *
 * @param users        all users, of all blocks
 * @param anonymous    who those are who say nothing of themselves
 * @param timeout      how long a connection may take to log in, if it is said
 */
record UsersConfig(List<User> users, Anonymous anonymous, Optional<Duration> timeout) {
    /** What an empty configuration says. */
    static final UsersConfig NONE = new UsersConfig(List.of(), new Nobody(), Optional.empty());

    UsersConfig {
        users = List.copyOf(users);
    }

    /** Who those are who say nothing of themselves. */
    sealed interface Anonymous {}

    /** They are turned away. */
    record Nobody() implements Anonymous {}

    /** They are taken for a user, by {@code no_auth_user}. */
    record Taken(User user) implements Anonymous {}

    /** They are let into the default space although there are users: those of the system account only. */
    record LetIn() implements Anonymous {}

    /** Returns the same with other users in place of equal ones. */
    UsersConfig with(List<User> same) {
        return new UsersConfig(same, anonymous, timeout);
    }

    /** Returns the same with another timeout. */
    UsersConfig within(Optional<Duration> time) {
        return new UsersConfig(users, anonymous, time);
    }

    /** Tells how many users there are, and of none who it is. */
    @Override
    public String toString() {
        return users.size() + " users, timeout " + timeout;
    }
}

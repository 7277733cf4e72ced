/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import java.util.List;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The keys of the configuration that this plugin owns itself; kinds of credentials and attributes bring more. */
final class UsersKeys {
    static final ConfigKey AUTHORIZATION = ConfigKey.of(
            "authorization", "block", "", Reload.YES, "Who may connect: one user or several, and what holds for all.");
    static final ConfigKey NO_AUTH_USER = ConfigKey.of(
            "no_auth_user", "text", "", Reload.YES, "The user whom a client that says nothing of itself is taken for.");
    static final ConfigKey USERS =
            ConfigKey.of("users", "list of blocks", "", Reload.YES, "Users, each with a credential.");
    static final ConfigKey TIMEOUT = ConfigKey.of(
            "timeout",
            "seconds or duration",
            "2s, with TLS its timeout and 1s more",
            Reload.NEW_CONNECTIONS,
            "How long a connection may take to log in.");

    static final List<ConfigKey> TOP = List.of(AUTHORIZATION, NO_AUTH_USER);

    private UsersKeys() {}
}

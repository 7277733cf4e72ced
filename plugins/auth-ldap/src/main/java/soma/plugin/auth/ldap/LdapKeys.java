/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.util.List;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The keys of this plugin. Those inside the block take effect with its own. */
final class LdapKeys {
    static final ConfigKey LDAP = key("ldap", "map", "", "A directory of users, and what they are granted.");
    static final ConfigKey URLS = key("urls", "string or list", "", "The servers, in the order to try.")
            .alias("url");
    static final ConfigKey START_TLS = key("start_tls", "boolean", "false", "Secure connections to ldap:// servers.");
    static final ConfigKey PLAINTEXT =
            key("allow_plaintext", "boolean", "false", "Send passwords in the clear over the network.");
    static final ConfigKey CA_FILE = key("ca_file", "string", "", "The authorities to trust for the servers.");
    static final ConfigKey TIMEOUT = key("timeout", "duration", "5s", "How long each step may take.");
    static final ConfigKey POOL = key("pool", "integer", "8", "How many connections there may be.");
    static final ConfigKey CACHE = key("cache", "duration", "0s", "How long a right password is remembered.");
    static final ConfigKey USER_DN = key("user_dn", "string", "", "A user's name in the directory, with {user} in it.");
    static final ConfigKey USER_BASE = key("user_base", "string", "", "Where to search for users.");
    static final ConfigKey USER_FILTER = key("user_filter", "string", "(uid={user})", "What to search for.");
    static final ConfigKey USER_NAME =
            key("user_name", "string", "", "Which attribute is a user's name here; dn for the name in the directory.");
    static final ConfigKey BIND_DN = key("bind_dn", "string", "", "Who searches.");
    static final ConfigKey BIND_PASSWORD = key("bind_password", "string", "", "The password of who searches.");
    static final ConfigKey GROUP_BASE = key("group_base", "string", "", "Where to search for a user's groups.");
    static final ConfigKey GROUP_FILTER = key("group_filter", "string", "(member={dn})", "What to search for.");
    static final ConfigKey GROUP_NAME = key("group_name", "string", "cn", "Which attribute is the group's name.");
    static final ConfigKey GROUPS = key("groups", "map", "", "What members of groups are granted.");
    static final ConfigKey ACCOUNT = key("account", "string", "$G", "The account of users that have no other.");

    /** Those of the block. */
    static final List<ConfigKey> INNER = List.of(
            URLS,
            START_TLS,
            PLAINTEXT,
            CA_FILE,
            TIMEOUT,
            POOL,
            CACHE,
            USER_DN,
            USER_BASE,
            USER_FILTER,
            USER_NAME,
            BIND_DN,
            BIND_PASSWORD,
            GROUP_BASE,
            GROUP_FILTER,
            GROUP_NAME,
            GROUPS,
            ACCOUNT);

    private LdapKeys() {}

    private static ConfigKey key(String name, String type, String otherwise, String help) {
        return ConfigKey.of(name, type, otherwise, Reload.YES, help);
    }
}

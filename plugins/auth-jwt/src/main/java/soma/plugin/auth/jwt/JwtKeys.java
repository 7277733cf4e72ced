/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.util.List;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The keys of operator mode. */
final class JwtKeys {
    static final ConfigKey OPERATOR = ConfigKey.of(
                    "operator",
                    "file or JWT, or a list of these",
                    "",
                    Reload.NO,
                    "The operators that vouch for accounts; turns operator mode on.")
            .alias("operators", "root", "roots", "root_operator", "root_operators");

    static final ConfigKey TRUSTED_KEYS = ConfigKey.of(
                    "trusted_keys",
                    "public keys",
                    "",
                    Reload.NO,
                    "Keys of operators that vouch for accounts, in place of operator.")
            .alias("trusted");

    static final ConfigKey RESOLVER = ConfigKey.of(
                    "resolver",
                    "MEMORY, URL(...) or a block",
                    "the URL in the JWT of the operator",
                    Reload.NO,
                    "Where the JWTs of accounts are found.")
            .alias("account_resolver", "accounts_resolver");

    static final ConfigKey RESOLVER_TLS = ConfigKey.of(
            "resolver_tls", "block", "", Reload.NO, "How the server of a URL resolver is trusted over TLS.");

    static final ConfigKey RESOLVER_PRELOAD = ConfigKey.of(
            "resolver_preload",
            "block",
            "",
            Reload.YES,
            "JWTs of accounts, by their keys, that the resolver starts with.");

    static final ConfigKey PINNED = ConfigKey.of(
            "resolver_pinned_accounts",
            "public keys",
            "all accounts",
            Reload.NEW_CONNECTIONS,
            "The only accounts that users may belong to, beside the system account.");

    static final ConfigKey SENTINEL = ConfigKey.of(
            "default_sentinel",
            "JWT",
            "",
            Reload.NEW_CONNECTIONS,
            "The JWT of users that send none: a bearer's, or a scoped user's.");

    static final List<ConfigKey> ALL =
            List.of(OPERATOR, TRUSTED_KEYS, RESOLVER, RESOLVER_TLS, RESOLVER_PRELOAD, PINNED, SENTINEL);

    // the keys of others that operator mode looks at
    static final String[] SYSTEM_ACCOUNT = {"system_account", "system"};

    private JwtKeys() {}
}

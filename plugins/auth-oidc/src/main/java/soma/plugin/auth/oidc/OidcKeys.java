/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.util.List;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The keys of this plugin. Those inside the block take effect with its own. */
final class OidcKeys {
    static final ConfigKey OIDC = key("oidc", "map", "", "A provider of bearer tokens, and what they grant.");
    static final ConfigKey ISSUER = key("issuer", "string", "", "Who issues the tokens, as they name it.");
    static final ConfigKey JWKS_URL = key("jwks_url", "string", "as the issuer says", "Where the issuer's keys are.");
    static final ConfigKey AUDIENCE = key("audience", "string or list", "", "For whom tokens have to be.");
    static final ConfigKey ALGORITHMS = key("algorithms", "list", "all but HMAC", "How tokens may be signed.");
    static final ConfigKey CLOCK_SKEW = key("clock_skew", "duration", "30s", "By how much clocks may differ.");
    static final ConfigKey USER_CLAIM = key("user_claim", "string", "sub", "Where a token has the user's name.");
    static final ConfigKey ACCOUNT = key("account", "string", "$G", "The account of users that have no other.");
    static final ConfigKey ACCOUNT_CLAIM = key("account_claim", "string", "", "Where a token has the account.");
    static final ConfigKey ACCOUNTS = key("accounts", "list", "any", "The accounts that a token may name.");
    static final ConfigKey ROLES_CLAIM = key("roles_claim", "string", "roles", "Where a token has the user's roles.");
    static final ConfigKey ROLES = key("roles", "map", "", "What users with a role are granted.");
    static final ConfigKey CA_FILE = key("ca_file", "string", "", "The authorities to trust for the provider.");
    static final ConfigKey TIMEOUT = key("timeout", "duration", "5s", "How long the provider may take to answer.");
    static final ConfigKey REFRESH = key("refresh", "duration", "10m", "How often keys are fetched again.");
    static final ConfigKey MAX_AGE = key("max_age", "duration", "1h", "How long keys are used without a provider.");

    /** Those of the block. */
    static final List<ConfigKey> INNER = List.of(
            ISSUER,
            JWKS_URL,
            AUDIENCE,
            ALGORITHMS,
            CLOCK_SKEW,
            USER_CLAIM,
            ACCOUNT,
            ACCOUNT_CLAIM,
            ACCOUNTS,
            ROLES_CLAIM,
            ROLES,
            CA_FILE,
            TIMEOUT,
            REFRESH,
            MAX_AGE);

    private OidcKeys() {}

    private static ConfigKey key(String name, String type, String otherwise, String help) {
        return ConfigKey.of(name, type, otherwise, Reload.YES, help);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.users.api.Role;

/**
 * Whose tokens are taken, and what they are good for.
 *
 * @param provider who issues them
 * @param checks   what has to be in them
 * @param terms    what they grant
 */
record OidcConfig(TokenProvider provider, Checks checks, Terms terms) {
    /**
     * Who issues tokens, and how its keys are had.
     *
     * @param issuer  as it stands in the tokens
     * @param jwksUrl where the keys are; null to ask the issuer
     * @param caFile  certificates of the authorities to trust, or null for those that the JVM trusts
     * @param timeout how long an answer may take
     * @param refresh how old keys may become before they are fetched again
     * @param maxAge  how old keys may become if they cannot be fetched
     */
    record TokenProvider(
            String issuer,
            @Nullable URI jwksUrl,
            @Nullable String caFile,
            Duration timeout,
            Duration refresh,
            Duration maxAge) {}

    /**
     * What a token has to say.
     *
     * @param audiences  it has to be for one of these
     * @param algorithms how it may be signed
     * @param skew       by how much clocks may differ
     */
    record Checks(Set<String> audiences, Set<String> algorithms, Duration skew) {
        /** Makes the checks; the sets are copied. */
        Checks {
            audiences = Set.copyOf(audiences);
            algorithms = Set.copyOf(algorithms);
        }
    }

    /**
     * What a token grants.
     *
     * @param userClaim    where the user's name is
     * @param account      the account of all that have no other
     * @param accountClaim where the account's name is; empty for nowhere
     * @param accounts     the accounts that a token may name; empty for any whose name does not begin with a dollar sign
     * @param rolesClaim   where the roles are
     * @param roles        what the roles grant; the first one that the token has counts
     * @param others       what those without any of the roles are granted; null for nothing
     */
    record Terms(
            String userClaim,
            String account,
            String accountClaim,
            Set<String> accounts,
            String rolesClaim,
            List<Role> roles,
            @Nullable Role others) {
        /** Makes the terms; the collections are copied. */
        Terms {
            accounts = Set.copyOf(accounts);
            roles = List.copyOf(roles);
        }
    }
}

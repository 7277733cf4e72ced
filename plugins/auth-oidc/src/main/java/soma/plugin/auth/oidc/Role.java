/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.util.List;
import soma.plugin.auth.users.api.UserAttribute.Rule;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.AuthResult.Granted;

/**
 * What a role grants.
 *
 * @param name    as tokens have it
 * @param account the account of those that have it; empty to leave that to others
 * @param rules   what the configuration says of them, such as permissions
 */
record Role(String name, String account, List<Rule> rules) {
    /** Makes a role; the list is copied. */
    Role {
        rules = List.copyOf(rules);
    }

    /** Returns what becomes of an admission under the rules. */
    AuthResult apply(AuthRequest request, Admission admission) {
        Admission now = admission;
        for (Rule rule : rules) {
            switch (rule.apply(request, now)) {
                case Granted granted -> now = granted.admission();
                case AuthResult.Refused refused -> {
                    return refused;
                }
                case AuthResult.Abstained _ -> {}
            }
        }
        return new Granted(now);
    }
}

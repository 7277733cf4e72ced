/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users.api;

import java.util.List;
import soma.plugin.auth.users.api.UserAttribute.Rule;
import soma.spi.annotation.Api;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;

/**
 * What the configuration grants those whom somebody else vouches for, such as the members of a group of a directory. Immutable.
 *
 * @param name    as the one who vouches calls it; empty for those who have no role that counts
 * @param account the account of those that have it; empty to leave that to others
 * @param rules   what the configuration says of them, such as permissions
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public record Role(String name, String account, List<Rule> rules) {
    /** Makes a role; the list is copied. */
    public Role {
        rules = List.copyOf(rules);
    }

    /** Returns what becomes of an admission under the rules. */
    public AuthResult apply(AuthRequest request, Admission admission) {
        return Rule.applyAll(rules, request, admission);
    }
}

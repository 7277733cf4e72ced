/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.plugin.auth.permissions.api.Permissions;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorizer;

/** Keeps everyone in the account of a service from asking it: only the server does. For any thread. */
final class RequestGuard implements Authorizer {
    /** After whoever grants permissions by default. */
    private static final int ORDER = 1000;

    private final CalloutAccounts accounts;
    private final Permissions permissions;

    RequestGuard(CalloutAccounts accounts, Permissions permissions) {
        this.accounts = accounts;
        this.permissions = permissions;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public AuthResult authorize(AuthRequest request, Admission admission) {
        return accounts.contains(admission.space().name())
                ? new AuthResult.Granted(admission.with(guarded(admission.authorization())))
                : AuthResult.ABSTAINED;
    }

    @SuppressWarnings("ReferenceEquality") // the constant means that there are no rules at all
    private Authorization guarded(Authorization authorization) {
        Optional<PermissionRules> rules = authorization == Authorization.ALLOW_ALL
                ? Optional.of(PermissionRules.NONE)
                : permissions.rulesOf(authorization);
        return rules.map(known -> permissions.compile(guarded(known)))
                .orElseGet(() -> new GuardedAuthorization(authorization));
    }

    private static PermissionRules guarded(PermissionRules rules) {
        List<String> deny = new ArrayList<>(rules.publish().deny());
        if (!deny.contains(Interviewer.SUBJECT)) {
            deny.add(Interviewer.SUBJECT);
        }
        return new PermissionRules(new Subjects(rules.publish().allow(), deny), rules.subscribe(), rules.responses());
    }
}

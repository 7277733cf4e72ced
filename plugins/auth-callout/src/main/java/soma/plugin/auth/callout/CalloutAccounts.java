/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;

/** Where services listen now: the account in the configuration, or those of operators that were seen. Safe for any thread. */
final class CalloutAccounts {
    private final Set<String> operated = ConcurrentHashMap.newKeySet();
    private volatile CalloutOptions options = CalloutOptions.OFF;

    void configure(CalloutOptions initial) {
        options = initial;
    }

    CalloutOptions options() {
        return options;
    }

    /** Takes note of whether an account that an operator vouches for has a service. */
    void operated(String account, boolean hasService) {
        if (hasService) {
            operated.add(account);
        } else {
            operated.remove(account);
        }
    }

    boolean contains(String account) {
        CalloutOptions current = options;
        return (current.isOn() && current.account().equals(account)) || operated.contains(account);
    }

    List<ReloadPlan> prepareReload(CalloutOptions before, CalloutOptions after, Problems problems) {
        return before.equals(after) ? List.of() : List.of(ReloadPlan.ofLogins(describe(after), () -> options = after));
    }

    private static String describe(CalloutOptions next) {
        return next.isOn() ? "auth_callout account = " + next.account() : "auth_callout removed";
    }
}

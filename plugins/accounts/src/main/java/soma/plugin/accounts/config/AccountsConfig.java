/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.List;
import soma.plugin.accounts.api.AccountDefinition;

/**
 * What the configuration says of accounts.
 *
 * @param accounts        those that it defines, in its order
 * @param systemAccount   the name of the system account; empty for none
 * @param noSystemAccount whether it wants none unless it names one
 */
public record AccountsConfig(List<AccountDefinition> accounts, String systemAccount, boolean noSystemAccount) {
    /** Makes a configuration; the list is copied. */
    public AccountsConfig {
        accounts = List.copyOf(accounts);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.config;

import java.util.List;
import java.util.function.Consumer;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigSection;
import soma.spi.config.Problems;
import soma.spi.config.ReloadPlan;

/** The keys of this plugin. */
public final class AccountsSection {
    /** The blocks of accounts, or just their names. */
    static final ConfigKey ACCOUNTS =
            ConfigKey.of("accounts", "map or list", "", Reload.YES, "The accounts: blocks by name, or just names.");

    /** Which account is the system's. */
    static final ConfigKey SYSTEM_ACCOUNT = ConfigKey.of(
                    "system_account",
                    "string",
                    "$SYS",
                    Reload.NO,
                    "The account that server events and requests live in.")
            .alias("system");

    /** Whether there is one. */
    static final ConfigKey NO_SYSTEM_ACCOUNT = ConfigKey.of(
                    "no_system_account", "boolean", "false", Reload.NO, "Makes no system account unless one is named.")
            .alias("no_system", "no_sys_acc");

    private AccountsSection() {}

    /** Makes the section; changes are handed to whoever applies them. */
    public static ConfigSection<AccountsConfig> applying(Consumer<AccountsConfig> change) {
        return new ConfigSection<>(
                "accounts",
                List.of(ACCOUNTS, SYSTEM_ACCOUNT, NO_SYSTEM_ACCOUNT),
                AccountsBinder::bind,
                (before, after, problems) -> prepare(before, after, problems, change));
    }

    private static List<ReloadPlan> prepare(
            AccountsConfig before, AccountsConfig after, Problems problems, Consumer<AccountsConfig> change) {
        if (before.noSystemAccount() != after.noSystemAccount()) {
            refuse(problems, "NoSystemAccount", before.noSystemAccount(), after.noSystemAccount());
        }
        if (!before.systemAccount().equals(after.systemAccount())) {
            refuse(problems, "SystemAccount", before.systemAccount(), after.systemAccount());
        }
        return before.equals(after) ? List.of() : List.of(new Change(after, change));
    }

    private static void refuse(Problems problems, String name, Object before, Object after) {
        problems.error(
                new ConfigNode.Position("reload", 0, 0),
                "config reload not supported for " + name + ": old=" + before + ", new=" + after);
    }

    /** Puts other accounts into force. Connections are judged anew, as their limits may be others. */
    private record Change(AccountsConfig after, Consumer<AccountsConfig> change) implements ReloadPlan {
        @Override
        public String describe() {
            return "accounts";
        }

        @Override
        public boolean affectsAdmission() {
            return true;
        }

        @Override
        public void commit() {
            change.accept(after);
        }
    }
}

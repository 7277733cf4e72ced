/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Isolated worlds of subjects, and what they share. */
public final class AccountsPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public AccountsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("accounts", "0.1.0", "auth-users", "subject-mapping");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

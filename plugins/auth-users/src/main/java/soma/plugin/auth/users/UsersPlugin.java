/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.users;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Users in the configuration file, and how they are looked up. */
public final class UsersPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public UsersPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-users", "0.1.0");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

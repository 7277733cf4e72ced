/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** What users may publish and subscribe to. */
public final class PermissionsPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public PermissionsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-permissions", "0.1.0", "auth-users");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

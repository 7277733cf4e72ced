/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import soma.plugin.auth.permissions.api.Permissions;
import soma.plugin.auth.users.api.UserAttribute;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.Declarations;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** What users may publish and subscribe to, and over which connections they may come. */
public final class PermissionsPlugin implements ServerPlugin {
    private final ServerClock clock = new ServerClock();
    private final PermissionCompiler compiler = new PermissionCompiler(clock);

    /** Makes the plugin; for the service loader. */
    public PermissionsPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-permissions", "0.1.0", "auth-users");
    }

    @Override
    public void declare(Declarations declarations) {
        declarations.extend(UserAttribute.POINT, new ConnectionTypesAttribute());
        declarations.extend(UserAttribute.POINT, new PermissionsAttribute(compiler));
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.offer(Permissions.class, compiler);
        contributions.add(Lifecycle.POINT, clock);
    }
}

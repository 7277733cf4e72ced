/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** Users and groups in an LDAP directory. */
public final class LdapPlugin implements ServerPlugin {
    /** Makes the plugin; for the service loader. */
    public LdapPlugin() {}

    @Override
    public PluginInfo info() {
        return PluginInfo.of("auth-ldap", "0.1.0", "auth-permissions");
    }

    @Override
    public void contribute(Contributions contributions) {}
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.util.Map;
import soma.spi.plugin.ServerPlugin;
import soma.spi.tck.plugin.PluginContract;

final class LdapPluginTest extends PluginContract {
    @Override
    protected ServerPlugin plugin() {
        return new LdapPlugin();
    }

    @Override
    protected Map<String, Object> config() {
        return Map.of("ldap", Map.of("url", "ldaps://ldap.example.com", "user_dn", "uid={user},dc=example,dc=com"));
    }
}

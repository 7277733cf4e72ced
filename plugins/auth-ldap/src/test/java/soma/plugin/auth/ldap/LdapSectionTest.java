/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import soma.plugin.auth.ldap.LdapConfig.Address;
import soma.plugin.auth.ldap.LdapConfig.GroupSearch;
import soma.plugin.auth.ldap.LdapConfig.Servers;
import soma.plugin.auth.ldap.LdapConfig.Service;
import soma.plugin.auth.ldap.LdapConfig.Terms;
import soma.plugin.auth.ldap.LdapConfig.Users;
import soma.plugin.auth.users.api.Role;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;

final class LdapSectionTest extends ConfigSectionContract<Optional<LdapConfig>> {
    private final LdapPlugin plugin = new LdapPlugin();

    @Override
    protected ConfigSection<Optional<LdapConfig>> section() {
        return plugin.section();
    }

    @Override
    protected Optional<LdapConfig> defaults() {
        return Optional.empty();
    }

    @Override
    protected Map<String, Object> fullConfig() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("urls", List.of("ldaps://a.example.com", "ldap://b.example.com:1389"));
        block.put("start_tls", true);
        block.put("allow_plaintext", false);
        block.put("timeout", "1s");
        block.put("pool", 3);
        block.put("cache", "20s");
        block.put("user_base", "ou=people,dc=example,dc=com");
        block.put("user_filter", "(&(objectClass=person)(mail={user}))");
        block.put("user_name", "employeeNumber");
        block.put("bind_dn", "cn=reader,dc=example,dc=com");
        block.put("bind_password", "reads");
        block.put("group_base", "ou=groups,dc=example,dc=com");
        block.put("group_filter", "(uniqueMember={dn})");
        block.put("group_name", "ou");
        block.put("groups", Map.of("admins", Map.of("account", "OPS")));
        block.put("account", "A");
        return Map.of("ldap", block);
    }

    @Override
    protected Optional<LdapConfig> full() {
        var servers = new Servers(
                List.of(new Address("a.example.com", 636, true), new Address("b.example.com", 1389, false)),
                true,
                null,
                Duration.ofSeconds(1),
                3);
        var users = new Users(
                "",
                "ou=people,dc=example,dc=com",
                "(&(objectClass=person)(mail={user}))",
                new Service("cn=reader,dc=example,dc=com", "reads"),
                new UserNames("employeeNumber"));
        var groups = new GroupSearch("ou=groups,dc=example,dc=com", "(uniqueMember={dn})", "ou");
        var terms = new Terms("A", List.of(new Role("admins", "OPS", List.of())), null, Duration.ofSeconds(20));
        return Optional.of(new LdapConfig(servers, users, groups, terms));
    }

    @Override
    protected boolean takesAnyKey(String path) {
        return path.equals("ldap.groups");
    }
}

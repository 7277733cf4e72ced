/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.ldap.LdapConfig.Address;
import soma.plugin.auth.ldap.LdapConfig.GroupSearch;
import soma.plugin.auth.ldap.LdapConfig.Servers;
import soma.plugin.auth.ldap.LdapConfig.Service;
import soma.plugin.auth.ldap.LdapConfig.Terms;
import soma.plugin.auth.ldap.LdapConfig.Users;
import soma.plugin.auth.users.api.Role;
import soma.plugin.auth.users.api.RoleReader;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigReader;
import soma.spi.transport.Authorities;

/** Reads the block. Confined to one thread. */
final class LdapReader {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");
    private static final int MOST_CONNECTIONS = 1_000;

    private final ConfigReader block;
    private final RoleReader roles;

    private LdapReader(ConfigReader block) {
        this.block = block;
        this.roles = new RoleReader(block, LdapKeys.ACCOUNT);
    }

    /** Reads the block of a configuration; empty if it has none, or after a report. */
    static Optional<LdapConfig> read(ConfigReader root) {
        return root.map(LdapKeys.LDAP).map(block -> new LdapReader(block).read());
    }

    private LdapConfig read() {
        block.rejectUnknown(roles.known(LdapKeys.INNER));
        return new LdapConfig(servers(), users(), groupSearch(), terms());
    }

    private Servers servers() {
        boolean startTls = block.flag(LdapKeys.START_TLS, false);
        boolean plaintext = block.flag(LdapKeys.PLAINTEXT, false);
        List<Address> addresses = new ArrayList<>();
        for (String url : block.texts(LdapKeys.URLS)) {
            Address address = address(url);
            if (address != null) {
                addresses.add(address);
                boolean safe = address.tls() || startTls || plaintext || HERE.contains(address.host());
                check(
                        safe,
                        LdapKeys.URLS,
                        "passwords would go to \"" + url + "\" in the clear (expected: ldaps://, or start_tls: true)");
            }
        }
        check(
                block.find(LdapKeys.URLS).isPresent(),
                LdapKeys.URLS,
                "ldap needs urls, such as \"ldaps://ldap.example.com\"");
        String caFile = block.textOrNull(LdapKeys.CA_FILE);
        checkAuthorities(caFile);
        return new Servers(addresses, startTls, caFile, duration(LdapKeys.TIMEOUT, Duration.ofSeconds(5), 1), (int)
                block.integer(LdapKeys.POOL, 8, 1, MOST_CONNECTIONS));
    }

    private @Nullable Address address(String text) {
        try {
            var url = new LDAPURL(text);
            String scheme = url.getScheme().toLowerCase(Locale.ROOT);
            boolean plain = (scheme.equals("ldap") || scheme.equals("ldaps"))
                    && url.getHost() != null
                    && !url.baseDNProvided()
                    && !url.filterProvided();
            if (plain) {
                return new Address(url.getHost(), url.getPort(), scheme.equals("ldaps"));
            }
        } catch (LDAPException e) {
            // told below
        }
        check(false, LdapKeys.URLS, "\"" + text + "\" (expected: such as \"ldaps://ldap.example.com:636\")");
        return null;
    }

    private void checkAuthorities(@Nullable String file) {
        if (file != null && !file.isEmpty()) {
            try {
                Authorities.load(file);
            } catch (GeneralSecurityException e) {
                check(false, LdapKeys.CA_FILE, "ca_file: " + e.getMessage());
            }
        }
    }

    private Users users() {
        String dn = block.text(LdapKeys.USER_DN, "");
        String base = block.text(LdapKeys.USER_BASE, "");
        String filter = block.text(LdapKeys.USER_FILTER, "(uid={user})");
        check(
                dn.isEmpty() != base.isEmpty(),
                dn.isEmpty() ? LdapKeys.USER_BASE : LdapKeys.USER_DN,
                "ldap needs either user_dn or user_base");
        check(dn.isEmpty() || dn.contains(Template.USER), LdapKeys.USER_DN, "user_dn: there is no {user} in it");
        check(filter.contains(Template.USER), LdapKeys.USER_FILTER, "user_filter: there is no {user} in it");
        checkDn(LdapKeys.USER_DN, dn);
        checkDn(LdapKeys.USER_BASE, base);
        checkFilter(LdapKeys.USER_FILTER, filter);
        String name = block.text(LdapKeys.USER_NAME, UserNames.attributeIn(dn, filter));
        check(!name.isBlank(), LdapKeys.USER_NAME, "user_name: there is no attribute without a name");
        return new Users(dn, base, filter, service(), new UserNames(name));
    }

    private @Nullable Service service() {
        String dn = block.text(LdapKeys.BIND_DN, "");
        String password = block.text(LdapKeys.BIND_PASSWORD, "");
        check(
                dn.isEmpty() == password.isEmpty(),
                dn.isEmpty() ? LdapKeys.BIND_PASSWORD : LdapKeys.BIND_DN,
                "bind_dn and bind_password need each other");
        checkDn(LdapKeys.BIND_DN, dn);
        return dn.isEmpty() ? null : new Service(dn, password);
    }

    private @Nullable GroupSearch groupSearch() {
        String base = block.text(LdapKeys.GROUP_BASE, "");
        String filter = block.text(LdapKeys.GROUP_FILTER, "(member={dn})");
        String name = block.text(LdapKeys.GROUP_NAME, "cn");
        checkDn(LdapKeys.GROUP_BASE, base);
        checkFilter(LdapKeys.GROUP_FILTER, filter);
        check(
                !base.isEmpty() || block.find(LdapKeys.GROUPS).isEmpty(),
                LdapKeys.GROUPS,
                "groups cannot be found without group_base");
        check(
                filter.contains(Template.USER) || filter.contains(Template.DN_OF_USER),
                LdapKeys.GROUP_FILTER,
                "group_filter: there is neither {dn} nor {user} in it");
        return base.isEmpty() ? null : new GroupSearch(base, filter, name);
    }

    private Terms terms() {
        List<Role> all = roles.roles(LdapKeys.GROUPS);
        return new Terms(
                block.text(LdapKeys.ACCOUNT, ""), all, roles.others(all), duration(LdapKeys.CACHE, Duration.ZERO, 0));
    }

    private void checkDn(ConfigKey key, String template) {
        try {
            Template.dn(template, "user");
        } catch (LDAPException e) {
            check(false, key, key.name() + ": no name in a directory: " + e.getMessage());
        }
    }

    private void checkFilter(ConfigKey key, String template) {
        try {
            Template.filter(template, "user", "cn=user");
        } catch (LDAPException e) {
            check(false, key, key.name() + ": no filter: " + e.getMessage());
        }
    }

    private Duration duration(ConfigKey key, Duration otherwise, long leastMillis) {
        Duration duration = block.duration(key, otherwise);
        boolean fits = duration.toMillis() >= leastMillis;
        check(fits, key, key.name() + ": too short");
        return fits ? duration : otherwise;
    }

    private void check(boolean holds, ConfigKey key, String otherwise) {
        if (!holds) {
            block.problems().error(block.find(key).orElse(block.node()), otherwise);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import soma.spi.config.ConfigReader;
import soma.spi.tck.fixture.ConfigNodes;
import soma.spi.tck.fixture.RecordedProblems;

/** Configurations for tests. */
final class Configs {
    static final Map<String, Object> SEARCH = Map.of(
            "user_base", "ou=people,dc=example,dc=com",
            "bind_dn", "cn=reader,dc=example,dc=com",
            "bind_password", "reads",
            "group_base", "ou=groups,dc=example,dc=com");

    static final Map<String, Object> TEMPLATE =
            Map.of("user_dn", "uid={user},ou=people,dc=example,dc=com", "group_base", "ou=groups,dc=example,dc=com");

    private Configs() {}

    /** Returns what a block gives. */
    static LdapConfig of(String url, Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> block = new LinkedHashMap<>(Map.of("url", url));
        block.putAll(some);
        block.putAll(more);
        var problems = new RecordedProblems();
        Optional<LdapConfig> read = LdapReader.read(new ConfigReader(ConfigNodes.of(Map.of("ldap", block)), problems));
        assertEquals(List.of(), problems.errors());
        return read.orElseThrow();
    }
}

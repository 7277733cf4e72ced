/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import soma.plugin.auth.oidc.OidcConfig.Checks;
import soma.plugin.auth.oidc.OidcConfig.Terms;
import soma.plugin.auth.oidc.OidcConfig.TokenProvider;
import soma.plugin.auth.users.api.Role;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;

final class OidcSectionTest extends ConfigSectionContract<Optional<OidcConfig>> {
    private final OidcPlugin plugin = new OidcPlugin();

    @Override
    protected ConfigSection<Optional<OidcConfig>> section() {
        return plugin.section();
    }

    @Override
    protected Optional<OidcConfig> defaults() {
        return Optional.empty();
    }

    @Override
    protected Map<String, Object> fullConfig() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("issuer", "https://id.example.com/");
        block.put("jwks_url", "https://id.example.com/keys");
        block.put("audience", List.of("soma", "nats"));
        block.put("algorithms", List.of("ES256"));
        block.put("clock_skew", "10s");
        block.put("user_claim", "email");
        block.put("account", "A");
        block.put("account_claim", "org");
        block.put("accounts", List.of("B"));
        block.put("roles_claim", "groups");
        block.put("roles", Map.of("admin", Map.of("account", "C")));
        block.put("timeout", "1s");
        block.put("refresh", "2m");
        block.put("max_age", "3m");
        return Map.of("oidc", block);
    }

    @Override
    protected Optional<OidcConfig> full() {
        var provider = new TokenProvider(
                "https://id.example.com/",
                URI.create("https://id.example.com/keys"),
                null,
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3));
        var checks = new Checks(Set.of("soma", "nats"), Set.of("ES256"), Duration.ofSeconds(10));
        var terms =
                new Terms("email", "A", "org", Set.of("B"), "groups", List.of(new Role("admin", "C", List.of())), null);
        return Optional.of(new OidcConfig(provider, checks, terms));
    }

    @Override
    protected boolean takesAnyKey(String path) {
        return path.equals("oidc.roles");
    }
}

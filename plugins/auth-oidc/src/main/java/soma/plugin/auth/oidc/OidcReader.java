/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.oidc.OidcConfig.Checks;
import soma.plugin.auth.oidc.OidcConfig.Terms;
import soma.plugin.auth.oidc.OidcConfig.TokenProvider;
import soma.plugin.auth.users.api.Role;
import soma.plugin.auth.users.api.RoleReader;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;
import soma.spi.transport.Authorities;

/** Reads the block. Confined to one thread. */
final class OidcReader {
    private final ConfigReader block;
    private final RoleReader roles;

    private OidcReader(ConfigReader block) {
        this.block = block;
        this.roles = new RoleReader(block, OidcKeys.ACCOUNT);
    }

    /** Reads the block of a configuration; empty if it has none, or after a report. */
    static Optional<OidcConfig> read(ConfigReader root) {
        return root.map(OidcKeys.OIDC).map(block -> new OidcReader(block).read());
    }

    private OidcConfig read() {
        block.rejectUnknown(roles.known(OidcKeys.INNER));
        return new OidcConfig(provider(), checks(), terms());
    }

    private TokenProvider provider() {
        String issuer = required(OidcKeys.ISSUER);
        if (!issuer.isEmpty()) {
            url(OidcKeys.ISSUER, issuer);
        }
        String keys = block.text(OidcKeys.JWKS_URL, "");
        Duration refresh = positive(OidcKeys.REFRESH, Duration.ofMinutes(10));
        String caFile = block.textOrNull(OidcKeys.CA_FILE);
        block.find(OidcKeys.CA_FILE).ifPresent(node -> checkAuthorities(node, caFile));
        return new TokenProvider(
                issuer,
                keys.isEmpty() ? null : url(OidcKeys.JWKS_URL, keys),
                caFile,
                positive(OidcKeys.TIMEOUT, Duration.ofSeconds(5)),
                refresh,
                positive(OidcKeys.MAX_AGE, Duration.ofHours(1)));
    }

    private void checkAuthorities(ConfigNode node, @Nullable String file) {
        if (file != null && !file.isEmpty()) {
            try {
                Authorities.load(file);
            } catch (GeneralSecurityException e) {
                block.problems().error(node, "ca_file: " + e.getMessage());
            }
        }
    }

    private @Nullable URI url(ConfigKey key, String text) {
        try {
            return Urls.checked(text);
        } catch (IllegalArgumentException e) {
            block.find(key).ifPresent(node -> block.problems().error(node, key.name() + ": " + e.getMessage()));
            return null;
        }
    }

    private Checks checks() {
        Set<String> audiences = new HashSet<>(block.texts(OidcKeys.AUDIENCE));
        if (audiences.isEmpty() || audiences.contains("")) {
            block.problems()
                    .error(
                            block.find(OidcKeys.AUDIENCE).orElse(block.node()),
                            "oidc needs an audience (expected: what the provider writes into tokens for this server)");
        }
        Set<String> algorithms = new HashSet<>(block.texts(OidcKeys.ALGORITHMS));
        algorithms.stream()
                .filter(name -> !Signatures.KNOWN.contains(name))
                .forEach(name -> block.find(OidcKeys.ALGORITHMS)
                        .ifPresent(node -> block.problems()
                                .error(node, "algorithm \"" + name + "\" (expected: of " + Signatures.KNOWN + ")")));
        Duration skew = block.duration(OidcKeys.CLOCK_SKEW, Duration.ofSeconds(30));
        if (skew.isNegative()) {
            block.find(OidcKeys.CLOCK_SKEW)
                    .ifPresent(node -> block.problems().error(node, "clock_skew: must not be negative"));
        }
        return new Checks(audiences, algorithms.isEmpty() ? Set.copyOf(Signatures.KNOWN) : algorithms, skew);
    }

    private Terms terms() {
        List<Role> all = roles.roles(OidcKeys.ROLES);
        return new Terms(
                block.text(OidcKeys.USER_CLAIM, "sub"),
                block.text(OidcKeys.ACCOUNT, ""),
                block.text(OidcKeys.ACCOUNT_CLAIM, ""),
                Set.copyOf(block.texts(OidcKeys.ACCOUNTS)),
                block.text(OidcKeys.ROLES_CLAIM, "roles"),
                all,
                roles.others(all));
    }

    private String required(ConfigKey key) {
        String text = block.text(key, "");
        if (text.isEmpty()) {
            block.problems().error(block.find(key).orElse(block.node()), "oidc needs an " + key.name());
        }
        return text;
    }

    private Duration positive(ConfigKey key, Duration otherwise) {
        Duration duration = block.duration(key, otherwise);
        if (duration.isNegative() || duration.isZero()) {
            block.find(key)
                    .ifPresent(node -> block.problems().error(node, key.name() + ": must be longer than nothing"));
            return otherwise;
        }
        return duration;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtException;
import soma.plugin.auth.jwt.api.OperatorClaims;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.Nkeys;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads the configuration of operator mode. Confined to the thread that binds. */
final class OperatorReader {
    private static final String INLINE = "eyJ";

    /** A JWT between two lines of at least three dashes each. */
    private static final Pattern DECORATED =
            Pattern.compile("-{3,}[^\\n]*-{3,}\\r?\\n([\\w.=-]+)\\r?\\n-{3,}[^\\n]*-{3,}");

    private final ConfigReader root;

    private OperatorReader(ConfigReader root) {
        this.root = root;
    }

    static OperatorConfig bind(ConfigReader root) {
        return new OperatorReader(root).read();
    }

    private OperatorConfig read() {
        List<Jwt> operators = operators();
        ResolverReader reader = new ResolverReader(root);
        ResolverChoice resolver = reader.read();
        if (resolver instanceof ResolverChoice.None && operators.size() == 1) {
            resolver = resolverOf(operators.getFirst().body(OperatorClaims.class), reader.tls());
        }
        Set<String> trusted = new LinkedHashSet<>(trustedKeys());
        Optional<ConfigNode> operator = root.find(JwtKeys.OPERATOR);
        if (operator.isPresent() && !trusted.isEmpty()) {
            error(operator.get(), "conflicting options for 'TrustedKeys' and 'TrustedOperators'");
        }
        operators.forEach(jwt -> trusted.addAll(
                jwt.body(OperatorClaims.class).trustedKeys(jwt.claims().subject())));
        String systemAccount = systemAccount(operators);
        OperatorConfig config = new OperatorConfig(
                operators, trusted, resolver, preload(resolver), pinned(systemAccount), sentinel(), systemAccount);
        operator.ifPresent(node -> new OperatorConflicts(root, node).check(config));
        if (operator.isEmpty()) {
            root.find(JwtKeys.SENTINEL)
                    .ifPresent(node -> error(node, "default sentinel requires operators and accounts"));
        }
        return config;
    }

    private void error(ConfigNode at, String message) {
        root.problems().error(at, message);
    }

    private static ResolverChoice resolverOf(OperatorClaims operator, @Nullable ResolverTls tls) {
        return operator.accountServerUrl().isEmpty()
                ? new ResolverChoice.None()
                : ResolverReader.base(operator.accountServerUrl().replaceAll("/+$", "") + "/accounts")
                        .<ResolverChoice>map(base -> new ResolverChoice.Url(base, tls))
                        .orElseGet(ResolverChoice.None::new);
    }

    private List<Jwt> operators() {
        List<Jwt> all = new ArrayList<>();
        root.find(JwtKeys.OPERATOR)
                .ifPresent(node -> root.each(node, element -> {
                    if (element.kind() != Kind.STRING) {
                        error(element, "error parsing operators: unsupported type where string is expected");
                    } else {
                        operator(element).ifPresent(all::add);
                    }
                }));
        return all;
    }

    private Optional<Jwt> operator(ConfigNode node) {
        try {
            Jwt jwt = Jwt.decode(undecorated(contents(node.text())), OperatorClaims.class);
            jwt.claims().problems().forEach(problem -> error(node, "error parsing operator JWT: " + problem));
            return Optional.of(jwt);
        } catch (IOException | InvalidPathException e) {
            error(node, "error parsing operator JWT: the file cannot be read");
        } catch (JwtException e) {
            error(node, "error parsing operator JWT: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String contents(String fileOrJwt) throws IOException {
        if (fileOrJwt.startsWith(INLINE) && fileOrJwt.length() > 255) {
            return fileOrJwt; // longer than any file name
        }
        Path file = Path.of(fileOrJwt);
        if (fileOrJwt.startsWith(INLINE) && !Files.exists(file)) {
            return fileOrJwt;
        }
        if (Files.size(file) > Jwt.MAX_LENGTH) {
            throw new JwtException("token too large");
        }
        return Files.readString(file);
    }

    private static String undecorated(String text) {
        Matcher decorated = DECORATED.matcher(text);
        return decorated.find() ? decorated.group(1) : text.strip();
    }

    private List<String> trustedKeys() {
        List<String> keys = root.texts(JwtKeys.TRUSTED_KEYS);
        for (String key : keys) {
            if (!Nkeys.isPublic(KeyKind.OPERATOR, key)) {
                root.find(JwtKeys.TRUSTED_KEYS)
                        .ifPresent(node ->
                                error(node, "trust key \"" + key + "\" required to be a valid public operator nkey"));
            }
        }
        return keys;
    }

    private String systemAccount(List<Jwt> operators) {
        Optional<ConfigNode> named = root.find("system_account", "system");
        String configured = named.filter(node -> node.kind() == Kind.STRING)
                .map(ConfigNode::text)
                .orElse("");
        List<String> vouched = operators.stream()
                .map(jwt -> jwt.body(OperatorClaims.class).systemAccount())
                .filter(account -> !account.isEmpty())
                .toList();
        if (!configured.isEmpty() && !vouched.isEmpty() && !vouched.contains(configured)) {
            named.ifPresent(node -> error(node, "system_account in config and operator JWT must be identical"));
        }
        return configured.isEmpty() && operators.size() == 1 && !vouched.isEmpty() ? vouched.getFirst() : configured;
    }

    private Map<String, String> preload(ResolverChoice resolver) {
        Map<String, String> all = new LinkedHashMap<>();
        Optional<ConfigNode> node = root.find(JwtKeys.RESOLVER_PRELOAD);
        if (node.isEmpty()) {
            return all;
        }
        if (node.get().kind() != Kind.MAP) {
            error(node.get(), "preload should be a map of account_public_key:account_jwt");
            return all;
        }
        if (resolver instanceof ResolverChoice.Url) {
            error(node.get(), "resolver preloads only available for writeable resolver types MEM/DIR/CACHE_DIR");
        }
        for (String key : node.get().keys()) {
            ConfigNode value = node.get().child(key).orElseThrow();
            if (value.isVariable()) {
                continue;
            }
            if (value.kind() != Kind.STRING) {
                error(value, "preload map value should be a string JWT");
            } else if (isAccount(key, value)) {
                all.put(key, value.text());
            }
        }
        return all;
    }

    private boolean isAccount(String key, ConfigNode value) {
        try {
            Jwt jwt = Jwt.decode(value.text(), AccountClaims.class);
            for (String problem : jwt.claims().problems()) {
                root.problems().warning(value, "Account [" + key + "] has validation issues: " + problem);
            }
            if (!jwt.claims().subject().equals(key)) {
                root.problems().warning(value, "Account [" + key + "] is never found: its JWT is of another account");
            }
            return true;
        } catch (JwtException e) {
            error(value, "invalid account JWT");
            return false;
        }
    }

    private Set<String> pinned(String systemAccount) {
        Set<String> all = new LinkedHashSet<>(root.texts(JwtKeys.PINNED));
        for (String key : all) {
            if (!Nkeys.isPublic(KeyKind.ACCOUNT, key)) {
                root.find(JwtKeys.PINNED)
                        .ifPresent(node ->
                                error(node, "pinned account key \"" + key + "\" is not a valid public account nkey"));
            }
        }
        if (!all.isEmpty() && !systemAccount.isEmpty()) {
            all.add(systemAccount);
        }
        return all;
    }

    private @Nullable Jwt sentinel() {
        Optional<ConfigNode> node = root.find(JwtKeys.SENTINEL);
        if (node.isEmpty()) {
            return null;
        }
        String text = root.text(node.get(), "");
        try {
            Jwt jwt = Jwt.decode(text, UserClaims.class);
            UserClaims user = jwt.body(UserClaims.class);
            boolean scoped = !user.issuerAccount().isEmpty() && user.terms().equals(UserTerms.NONE);
            if (!user.terms().bearerToken() && !scoped) {
                error(node.get(), "default sentinel must be a bearer token");
            }
            return jwt;
        } catch (JwtException e) {
            error(node.get(), "default sentinel JWT not valid");
            return null;
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.jwt.ResolverChoice.Deletion;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads {@code resolver} and {@code resolver_tls}. Confined to the thread that binds. */
final class ResolverReader {
    private static final Pattern MEMORY = Pattern.compile("(?i)\\s*(MEM|MEMORY)\\s*");
    private static final Pattern URL = Pattern.compile("(?i)\\s*URL\\(\\s*\"?([^\\s\"]*)\"?\\s*\\)\\s*");
    private static final String EXPECTED = "error parsing account resolver, should be MEM or  URL(\"url\") or a map"
            + " containing dir and type state=[FULL|CACHE])";
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);
    private static final ConfigKey TYPE = key("type", "FULL, CACHE or MEMORY");
    private static final ConfigKey DIR = key("dir", "path");
    private static final ConfigKey ALLOW_DELETE = key("allow_delete", "boolean");
    private static final ConfigKey HARD_DELETE = key("hard_delete", "boolean");
    private static final ConfigKey LIMIT = key("limit", "integer");
    private static final ConfigKey TTL = key("ttl", "duration");
    private static final ConfigKey INTERVAL = key("interval", "duration");
    private static final ConfigKey TIMEOUT = key("timeout", "duration");
    private static final ConfigKey CA_FILE = key("ca_file", "path");
    private static final ConfigKey CERT_FILE = key("cert_file", "path");
    private static final ConfigKey KEY_FILE = key("key_file", "path");
    private static final ConfigKey INSECURE = key("insecure", "boolean");

    /** What {@code tls} blocks of listeners know and a client of HTTP has no use for. */
    private static final Set<String> USELESS =
            Set.of("verify", "timeout", "cipher_suites", "curve_preferences", "min_version", "handshake_first");

    private final ConfigReader root;
    private final @Nullable ResolverTls tls;

    ResolverReader(ConfigReader root) {
        this.root = root;
        this.tls = readTls();
    }

    /** Returns how a server of accounts is trusted; null for as usual. */
    @Nullable
    ResolverTls tls() {
        return tls;
    }

    private static ConfigKey key(String name, String type) {
        return ConfigKey.of(name, type, "", Reload.NO, "A key of a resolver.");
    }

    /** Returns the resolver that is configured; {@link ResolverChoice.None} if there is none. */
    ResolverChoice read() {
        Optional<ConfigNode> node = root.find(JwtKeys.RESOLVER);
        if (node.isEmpty()) {
            return new ResolverChoice.None();
        }
        return switch (node.get().kind()) {
            case STRING -> text(node.get());
            case MAP ->
                root.map(JwtKeys.RESOLVER)
                        .map(block -> block(node.get(), block))
                        .orElseThrow();
            default -> {
                root.problems().error(node.get(), EXPECTED);
                yield new ResolverChoice.None();
            }
        };
    }

    private ResolverChoice text(ConfigNode node) {
        Matcher url = URL.matcher(node.text());
        if (MEMORY.matcher(node.text()).matches()) {
            return new ResolverChoice.Memory();
        }
        if (url.matches()) {
            Optional<URI> base = base(url.group(1));
            if (base.isPresent()) {
                return new ResolverChoice.Url(base.get(), tls);
            }
            root.problems().error(node, "error parsing account resolver url (expected: http:// or https://, a host)");
        } else {
            root.problems().error(node, EXPECTED);
        }
        return new ResolverChoice.None();
    }

    /** Returns a URL to put the keys of accounts behind. */
    static Optional<URI> base(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text : text + "/");
            boolean http = uri.getScheme() != null
                    && List.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT));
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private ResolverChoice block(ConfigNode node, ConfigReader block) {
        Set<String> known = new HashSet<>();
        List.of(TYPE, DIR, ALLOW_DELETE, HARD_DELETE, LIMIT, TTL, INTERVAL, TIMEOUT)
                .forEach(key -> known.add(key.name()));
        block.rejectUnknown(known);
        return switch (block.text(TYPE, "").toUpperCase(Locale.ROOT)) {
            case "MEM", "MEMORY" -> new ResolverChoice.Memory();
            case "FULL" -> full(block);
            case "CACHE" -> cache(block);
            default -> {
                root.problems().error(node, EXPECTED);
                yield new ResolverChoice.None();
            }
        };
    }

    private ResolverChoice full(ConfigReader block) {
        boolean delete = block.flag(ALLOW_DELETE, false);
        boolean hard = block.flag(HARD_DELETE, false);
        forbid(block, TTL, "FULL does not accept ttl");
        if (!delete) {
            forbid(block, HARD_DELETE, "hard_delete has no effect without delete");
        }
        Duration interval = block.duration(INTERVAL, USUAL_INTERVAL);
        return new ResolverChoice.Directory(
                directory(block),
                false,
                !delete ? Deletion.FORBIDDEN : hard ? Deletion.REMOVED : Deletion.RENAMED,
                block.integer(LIMIT, 0, 0, Long.MAX_VALUE),
                Duration.ZERO,
                interval.isPositive() ? interval : USUAL_INTERVAL,
                timeout(block));
    }

    private ResolverChoice cache(ConfigReader block) {
        long limit = block.integer(LIMIT, 0, 0, Long.MAX_VALUE);
        forbid(block, INTERVAL, "CACHE does not accept sync");
        forbid(block, ALLOW_DELETE, "CACHE does not accept allow_delete");
        forbid(block, HARD_DELETE, "CACHE does not accept hard_delete");
        return new ResolverChoice.Directory(
                directory(block),
                true,
                Deletion.REMOVED,
                limit == 0 ? 1_000 : limit,
                block.duration(TTL, Duration.ZERO),
                USUAL_INTERVAL,
                timeout(block));
    }

    private void forbid(ConfigReader block, ConfigKey key, String message) {
        block.find(key)
                .filter(node -> node.kind() != Kind.BOOLEAN || node.flag() || key.equals(HARD_DELETE))
                .ifPresent(node -> root.problems().error(node, message));
    }

    private Duration timeout(ConfigReader block) {
        Duration timeout = block.duration(TIMEOUT, ResolverChoice.USUAL_TIMEOUT);
        if (!timeout.isPositive()) {
            block.find(TIMEOUT).ifPresent(node -> root.problems().error(node, "Fetch timeout is too small"));
        }
        return timeout;
    }

    private Path directory(ConfigReader block) {
        String text = block.text(DIR, "");
        Path path = path(block, DIR).orElse(Path.of(""));
        if (text.isEmpty()) {
            root.problems().error(block.node(), "dir has no value and needs to point to a directory");
        } else if (path.toFile().exists() && !path.toFile().isDirectory()) {
            block.find(DIR)
                    .ifPresent(node -> root.problems().error(node, "dir needs to point to an accessible directory"));
        }
        return path;
    }

    private Optional<Path> path(ConfigReader block, ConfigKey key) {
        Optional<ConfigNode> node = block.find(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(block.text(key, "")));
        } catch (InvalidPathException e) {
            root.problems().error(node.get(), key.name() + ": no path (expected: a path of this system)");
            return Optional.empty();
        }
    }

    private @Nullable ResolverTls readTls() {
        Optional<ConfigReader> block = root.map(JwtKeys.RESOLVER_TLS);
        if (block.isEmpty()) {
            return null;
        }
        ConfigReader all = block.get();
        Set<String> known = new HashSet<>(USELESS);
        List.of(CA_FILE, CERT_FILE, KEY_FILE, INSECURE).forEach(key -> known.add(key.name()));
        all.rejectUnknown(known);
        USELESS.forEach(name -> all.find(name)
                .ifPresent(node -> root.problems().warning(node, name + " has no effect in resolver_tls")));
        if (all.flag(INSECURE, false)) {
            all.find(INSECURE)
                    .ifPresent(node -> root.problems()
                            .error(node, "insecure is not supported in resolver_tls (expected: the CA in ca_file)"));
        }
        Optional<Path> certificate = path(all, CERT_FILE);
        Optional<Path> key = path(all, KEY_FILE);
        if (certificate.isPresent() != key.isPresent()) {
            root.problems().error(all.node(), "resolver_tls: cert_file and key_file go together");
        }
        return new ResolverTls(path(all, CA_FILE).orElse(null), certificate.orElse(null), key.orElse(null));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;
import soma.spi.config.Durations;

/** Reads one {@code tls} block. Confined to the thread that binds. */
final class BlockReader {
    private static final Pattern PIN = Pattern.compile("[a-f0-9]{64}");
    private static final Duration FALLBACK = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String CONTEXT = "error parsing tls config, ";

    private final ConfigReader block;
    private final ConfigNode node;
    private final Place place;

    BlockReader(ConfigReader block, ConfigNode node, Place place) {
        this.block = block;
        this.node = node;
        this.place = place;
    }

    TlsBlock read() {
        rejectUnknown();
        TlsBlock.Peer peer = peer();
        return new TlsBlock(
                new CertificateReader(block, node).read(),
                authorities(),
                peer,
                new CipherReader(block, node).read(),
                start(),
                timeout(),
                rateLimit());
    }

    private void rejectUnknown() {
        Set<String> known = TlsKeys.namesInBlock();
        for (String key : block.node().keys()) {
            ConfigNode value = block.node().child(key).orElseThrow();
            if (!known.contains(key.toLowerCase(Locale.ROOT)) && !value.isVariable()) {
                error(value, CONTEXT + "unknown field \"" + key + "\"");
            }
        }
        block.find(TlsKeys.CERT_STORE)
                .ifPresent(value -> error(value, "cert_store not compatible with current operating system"));
        for (String key : TlsKeys.OF_STORE) {
            block.find(key).ifPresent(value -> error(value, key + " needs cert_store, which only Windows has"));
        }
    }

    private TlsBlock.Peer peer() {
        boolean map = flag(TlsKeys.VERIFY_AND_MAP);
        boolean knownUrls = flag(TlsKeys.KNOWN_URLS);
        if (knownUrls && !place.isBetweenServers()) {
            block.find(TlsKeys.KNOWN_URLS)
                    .ifPresent(value -> error(value, "verify_cert_and_check_known_urls not supported in this context"));
        }
        boolean verify = flag(TlsKeys.VERIFY) || map || knownUrls || place.isBetweenServers();
        Optional<TlsBlock.Revocation> revocation = new RevocationReader(block).read();
        if (revocation.isPresent() && !verify) {
            block.find(TlsKeys.OCSP_PEER)
                    .ifPresent(value -> error(
                            value, "ocsp_peer asks about certificates of peers (expected: verify: true beside it)"));
        }
        return new TlsBlock.Peer(verify, map, knownUrls, flag(TlsKeys.INSECURE), pinned(), revocation);
    }

    private Set<String> pinned() {
        ConfigNode list = block.find(TlsKeys.PINNED).orElse(null);
        if (list == null) {
            return Set.of();
        }
        if (list.kind() != Kind.ARRAY) {
            error(
                    list,
                    CONTEXT + "expected 'pinned_certs' to be a list of hex-encoded sha256 of DER encoded"
                            + " SubjectPublicKeyInfo");
            return Set.of();
        }
        Set<String> pins = new HashSet<>();
        for (ConfigNode element : list.elements()) {
            String pin = block.text(element, "").toLowerCase(Locale.ROOT);
            if (element.kind() == Kind.STRING && !PIN.matcher(pin).matches()) {
                error(
                        element,
                        CONTEXT + "'pinned_certs' key " + pin + " does not look like hex-encoded sha256 of DER encoded"
                                + " SubjectPublicKeyInfo");
            }
            pins.add(pin);
        }
        return pins;
    }

    private List<X509Certificate> authorities() {
        ConfigNode file = block.find(TlsKeys.CA_FILE).orElse(null);
        if (file == null) {
            return List.of();
        }
        if (file.kind() != Kind.STRING) {
            error(file, CONTEXT + "expected 'ca_file' to be filename");
            return List.of();
        }
        try {
            return PemFiles.authorities(file.text());
        } catch (PemFiles.Unusable e) {
            error(node, e.getMessage());
            return List.of();
        }
    }

    private TlsBlock.Start start() {
        ConfigNode value = block.find(TlsKeys.HANDSHAKE_FIRST).orElse(null);
        if (value == null) {
            return new TlsBlock.Start(false, null);
        }
        return switch (value.kind()) {
            case BOOLEAN -> new TlsBlock.Start(value.flag(), null);
            case STRING -> start(value, value.text().toLowerCase(Locale.ROOT));
            default -> {
                error(
                        value,
                        "field \"handshake_first\" should be a boolean or a string (expected: true, false, auto or a"
                                + " duration such as \"300ms\")");
                yield new TlsBlock.Start(false, null);
            }
        };
    }

    private TlsBlock.Start start(ConfigNode value, String text) {
        return switch (text) {
            case "true", "on" -> new TlsBlock.Start(true, null);
            case "false", "off" -> new TlsBlock.Start(false, null);
            case "auto", "auto_fallback" -> new TlsBlock.Start(true, FALLBACK);
            default -> {
                Duration fallback = Durations.parse(text)
                        .filter(duration -> !duration.isNegative() && duration.compareTo(LONGEST) <= 0)
                        .orElse(null);
                if (fallback == null) {
                    error(value, "field \"handshake_first\"'s value \"" + value.text() + "\" is invalid");
                }
                yield new TlsBlock.Start(fallback != null, fallback);
            }
        };
    }

    private Duration timeout() {
        ConfigNode value = block.find(TlsKeys.TIMEOUT).orElse(null);
        if (value == null) {
            return TlsBlock.TIMEOUT;
        }
        Duration timeout = TlsDurations.read(value, "error parsing tls config, 'timeout'", block.problems());
        if (timeout == null || timeout.isZero()) {
            return TlsBlock.TIMEOUT;
        }
        if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
            error(value, "'timeout' is out of range (expected: more than nothing and at most an hour)");
            return TlsBlock.TIMEOUT;
        }
        return timeout;
    }

    private int rateLimit() {
        ConfigNode value = block.find(TlsKeys.RATE_LIMIT).orElse(null);
        if (value == null) {
            return 0;
        }
        if (value.kind() != Kind.INTEGER) {
            error(value, CONTEXT + "'connection_rate_limit' wrong type");
            return 0;
        }
        return (int) block.integer(TlsKeys.RATE_LIMIT, 0, 0, Integer.MAX_VALUE);
    }

    private boolean flag(ConfigKey key) {
        ConfigNode value = block.find(key).orElse(null);
        if (value != null && value.kind() != Kind.BOOLEAN) {
            error(value, CONTEXT + "expected '" + key.name() + "' to be a boolean");
        }
        return value != null && value.kind() == Kind.BOOLEAN && value.flag();
    }

    private void error(ConfigNode at, @Nullable String message) {
        block.problems().error(at, String.valueOf(message));
    }
}

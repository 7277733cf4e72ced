/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads {@code ocsp_peer} of a {@code tls} block. Confined to the thread that binds. */
final class RevocationReader {
    private static final String CONTEXT = "error parsing tls peer config, ";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final ConfigKey VERIFY = flagKey("verify", "Whether to ask at all.");
    private static final ConfigKey WARN_ONLY =
            flagKey("warn_only", "Whether to let in whom the answer speaks against.");
    private static final ConfigKey UNKNOWN_IS_GOOD = flagKey("unknown_is_good", "Whether unknown certificates hold.");
    private static final ConfigKey UNREACHABLE_IS_GOOD =
            flagKey("allow_when_ca_unreachable", "Whether certificates hold when nobody can be asked.");
    private static final ConfigKey CA_TIMEOUT = timeKey("ca_timeout", "2s", "How long an authority may take.");
    private static final ConfigKey CLOCK_SKEW = timeKey("allowed_clockskew", "30s", "How far its clock may be off.");
    private static final ConfigKey CACHE_TTL =
            timeKey("cache_ttl_when_next_update_unset", "1h", "How long answers hold that do not say so.");
    private static final List<ConfigKey> ALL =
            List.of(VERIFY, WARN_ONLY, UNKNOWN_IS_GOOD, UNREACHABLE_IS_GOOD, CA_TIMEOUT, CLOCK_SKEW, CACHE_TTL);

    private final ConfigReader block;

    RevocationReader(ConfigReader block) {
        this.block = block;
    }

    private static ConfigKey flagKey(String name, String help) {
        return ConfigKey.of(name, "boolean", "false", Reload.NEW_CONNECTIONS, help);
    }

    private static ConfigKey timeKey(String name, String otherwise, String help) {
        return ConfigKey.of(name, "seconds or duration", otherwise, Reload.NEW_CONNECTIONS, help);
    }

    /** Returns how to ask; empty for not at all. */
    Optional<TlsBlock.Revocation> read() {
        ConfigNode node = block.find(TlsKeys.OCSP_PEER).orElse(null);
        if (node == null) {
            return Optional.empty();
        }
        return switch (node.kind()) {
            case BOOLEAN ->
                node.flag()
                        ? Optional.of(new TlsBlock.Revocation(TIMEOUT, SKEW, false, false, false, REMEMBERED))
                        : Optional.empty();
            case MAP -> block.map(TlsKeys.OCSP_PEER).flatMap(RevocationReader::readBlock);
            default -> {
                block.problems()
                        .error(
                                node,
                                "error parsing ocsp peer config: unsupported type (expected: true, false or a block)");
                yield Optional.empty();
            }
        };
    }

    private static Optional<TlsBlock.Revocation> readBlock(ConfigReader keys) {
        for (String key : keys.node().keys()) {
            ConfigNode value = keys.node().child(key).orElseThrow();
            boolean known = ALL.stream().anyMatch(k -> k.name().equals(key.toLowerCase(Locale.ROOT)));
            if (!known && !value.isVariable()) {
                keys.problems().error(value, CONTEXT + "unknown field [\"" + key + "\"]");
            }
        }
        var revocation = new TlsBlock.Revocation(
                time(keys, CA_TIMEOUT, TIMEOUT),
                time(keys, CLOCK_SKEW, SKEW),
                flag(keys, WARN_ONLY),
                flag(keys, UNKNOWN_IS_GOOD),
                flag(keys, UNREACHABLE_IS_GOOD),
                time(keys, CACHE_TTL, REMEMBERED));
        return flag(keys, VERIFY) ? Optional.of(revocation) : Optional.empty();
    }

    private static boolean flag(ConfigReader keys, ConfigKey key) {
        ConfigNode value = keys.find(key).orElse(null);
        if (value != null && value.kind() != Kind.BOOLEAN) {
            keys.problems().error(value, CONTEXT + "expected '" + key.name() + "' to be a boolean");
        }
        return value != null && value.kind() == Kind.BOOLEAN && value.flag();
    }

    private static Duration time(ConfigReader keys, ConfigKey key, Duration otherwise) {
        ConfigNode value = keys.find(key).orElse(null);
        Duration read =
                value == null ? null : TlsDurations.read(value, CONTEXT + "'" + key.name() + "'", keys.problems());
        return read == null || read.isNegative() || read.isZero() ? otherwise : read;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.options;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import soma.kernel.options.CoreOptions.ConnectionLimits;
import soma.kernel.options.CoreOptions.Diagnostics;
import soma.kernel.options.CoreOptions.LameDuckOptions;
import soma.kernel.options.CoreOptions.Timing;
import soma.kernel.options.CoreOptions.WriteTimeout;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;
import soma.spi.config.Durations;

/** Reads the keys of the kernel. As in nats-server a 0 means the default, except where a key says otherwise. */
final class CoreBinder {
    private static final Duration LEAST_LAME_DUCK = Duration.ofSeconds(30);
    private static final CoreOptions DEFAULTS = CoreOptions.DEFAULTS;

    private final ConfigReader root;

    private CoreBinder(ConfigReader root) {
        this.root = root;
    }

    static CoreOptions bind(ConfigReader root) {
        return new CoreBinder(root).bind();
    }

    private CoreOptions bind() {
        ListenAddress address = address();
        ConnectionLimits limits = limits();
        checkPayload(limits);
        return new CoreOptions(
                address.host(),
                address.port(),
                advertise(),
                serverName(),
                tags(),
                pairs(CoreKeys.SERVER_METADATA, Kind.STRING, ConfigNode::text),
                limits,
                timing(),
                lameDuck(),
                !root.flag(CoreKeys.NO_HEADER_SUPPORT, false),
                !root.flag(CoreKeys.NO_FAST_PRODUCER_STALL, false),
                count(CoreKeys.MAX_CLOSED_CLIENTS, DEFAULTS.closedKept(), Integer.MAX_VALUE),
                root.texts(CoreKeys.AUTHENTICATORS),
                diagnostics());
    }

    private ListenAddress address() {
        String host = root.text(CoreKeys.HOST, "");
        long port = root.integer(CoreKeys.PORT, 0, -1, 65_535);
        ListenAddress listen = root.find(CoreKeys.LISTEN)
                .map(node -> ListenAddress.read(root, node))
                .orElse(new ListenAddress("", 0));
        String boundHost = first(commandLine(CoreKeys.HOST) ? host : "", listen.host(), host, DEFAULTS.host());
        long boundPort = commandLine(CoreKeys.PORT) || listen.port() == 0 ? port : listen.port();
        return new ListenAddress(
                boundHost, boundPort == -1 ? 0 : boundPort == 0 ? DEFAULTS.port() : Math.toIntExact(boundPort));
    }

    private boolean commandLine(ConfigKey key) {
        return root.find(key).filter(ConfigNode::fromCommandLine).isPresent();
    }

    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (!candidate.isEmpty()) {
                return candidate;
            }
        }
        return "";
    }

    private @Nullable String advertise() {
        String text = root.textOrNull(CoreKeys.CLIENT_ADVERTISE);
        if (text == null || text.isEmpty()) {
            return null;
        }
        ListenAddress address = ListenAddress.parse(text);
        if (address == null || address.host().isEmpty() || address.port() < 0) {
            error(
                    CoreKeys.CLIENT_ADVERTISE,
                    "invalid ClientAdvertise value of " + text + " (expected: host or host:port)");
            return null;
        }
        return text;
    }

    private @Nullable String serverName() {
        String name = root.textOrNull(CoreKeys.SERVER_NAME);
        if (name == null || name.isEmpty()) {
            return null;
        }
        if (name.indexOf(' ') >= 0) {
            error(CoreKeys.SERVER_NAME, "server name cannot contain spaces");
        }
        return name;
    }

    private List<String> tags() {
        return root.texts(CoreKeys.SERVER_TAGS).stream()
                .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private <T> Map<String, T> pairs(ConfigKey key, Kind kind, Function<ConfigNode, T> read) {
        var pairs = new LinkedHashMap<String, T>();
        root.map(key).map(ConfigReader::node).ifPresent(map -> {
            for (String name : map.keys()) {
                ConfigNode node = map.child(name).orElseThrow();
                if (node.kind() == kind) {
                    pairs.put(name, read.apply(node));
                } else {
                    root.mismatch(node, kind);
                }
            }
        });
        return pairs;
    }

    private ConnectionLimits limits() {
        ConnectionLimits defaults = DEFAULTS.limits();
        long connections =
                root.integer(CoreKeys.MAX_CONNECTIONS, defaults.maxConnections(), Integer.MIN_VALUE, Integer.MAX_VALUE);
        long subscriptions = root.integer(CoreKeys.MAX_SUBSCRIPTIONS, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new ConnectionLimits(
                connections <= 0 ? -1 : (int) connections,
                (int) Math.max(subscriptions, 0),
                subTokens(),
                size(CoreKeys.MAX_CONTROL_LINE, defaults.maxControlLine()),
                payload(defaults.maxPayload()),
                pending(defaults.maxPending()));
    }

    private int subTokens() {
        long tokens = root.integer(CoreKeys.MAX_SUB_TOKENS, 0, Long.MIN_VALUE, Long.MAX_VALUE);
        if (tokens > 255) {
            error(CoreKeys.MAX_SUB_TOKENS, "max_sub_tokens value is too big: " + tokens + " (expected: 0 to 255)");
        } else if (tokens < 0) {
            error(
                    CoreKeys.MAX_SUB_TOKENS,
                    "max_sub_tokens value can not be negative: " + tokens + " (expected: 0 to 255)");
        } else {
            return (int) tokens;
        }
        return 0;
    }

    private int payload(int otherwise) {
        boolean unlimited = root.find(CoreKeys.MAX_PAYLOAD)
                .filter(node -> node.kind() == ConfigNode.Kind.INTEGER && node.integer() == -1)
                .isPresent();
        return unlimited ? -1 : size(CoreKeys.MAX_PAYLOAD, otherwise);
    }

    private int size(ConfigKey key, int otherwise) {
        long size = root.integer(key, otherwise, Long.MIN_VALUE, Long.MAX_VALUE);
        String expected = " (expected: 1 to " + Integer.MAX_VALUE + ")";
        if (size > Integer.MAX_VALUE) {
            error(key, key.name() + " value is too big: " + size + expected);
        } else if (size < 0) {
            error(key, key.name() + ": " + size + expected);
        } else if (size > 0) {
            return (int) size;
        }
        return otherwise;
    }

    private long pending(long otherwise) {
        long pending = root.integer(CoreKeys.MAX_PENDING, otherwise, 0, Long.MAX_VALUE);
        return pending == 0 ? otherwise : pending;
    }

    private int count(ConfigKey key, int otherwise, int most) {
        long count = root.integer(key, otherwise, 0, most);
        return count == 0 ? otherwise : (int) count;
    }

    private void checkPayload(ConnectionLimits limits) {
        if (limits.maxPayload() > limits.maxPending()) {
            ConfigKey at = root.find(CoreKeys.MAX_PAYLOAD).isPresent() ? CoreKeys.MAX_PAYLOAD : CoreKeys.MAX_PENDING;
            error(
                    at,
                    "max_payload (" + limits.maxPayload() + ") cannot be higher than max_pending ("
                            + limits.maxPending() + ")");
        }
    }

    private Timing timing() {
        Timing defaults = DEFAULTS.timing();
        return new Timing(
                positive(CoreKeys.PING_INTERVAL, defaults.pingInterval()),
                count(CoreKeys.PING_MAX, defaults.pingMax(), Integer.MAX_VALUE),
                positive(CoreKeys.WRITE_DEADLINE, defaults.writeDeadline()),
                writeTimeout(),
                defaults.authTimeout());
    }

    private Duration positive(ConfigKey key, Duration otherwise) {
        Duration duration = root.duration(key, otherwise);
        if (duration.isNegative()) {
            error(key, key.name() + ": " + Durations.format(duration) + " (expected: more than 0s)");
        }
        return duration.isPositive() ? duration : otherwise;
    }

    private WriteTimeout writeTimeout() {
        String policy = root.text(CoreKeys.WRITE_TIMEOUT, "default");
        return switch (policy) {
            case "default", "close" -> WriteTimeout.CLOSE;
            case "retry" -> WriteTimeout.RETRY;
            default -> {
                error(
                        CoreKeys.WRITE_TIMEOUT,
                        "write_timeout must be 'default', 'close' or 'retry' (found: '" + policy + "')");
                yield WriteTimeout.CLOSE;
            }
        };
    }

    private LameDuckOptions lameDuck() {
        LameDuckOptions defaults = DEFAULTS.lameDuck();
        Duration duration = textDuration(CoreKeys.LAME_DUCK_DURATION, defaults.duration());
        Duration grace = textDuration(CoreKeys.LAME_DUCK_GRACE_PERIOD, defaults.grace());
        if (duration.compareTo(LEAST_LAME_DUCK) < 0) {
            error(
                    CoreKeys.LAME_DUCK_DURATION,
                    "invalid lame_duck_duration of " + Durations.format(duration) + ", minimum is 30 seconds");
        } else if (grace.isNegative()) {
            error(CoreKeys.LAME_DUCK_GRACE_PERIOD, "invalid lame_duck_grace_period, needs to be positive");
        } else if (grace.compareTo(duration) >= 0) {
            ConfigKey at = root.find(CoreKeys.LAME_DUCK_GRACE_PERIOD).isPresent()
                    ? CoreKeys.LAME_DUCK_GRACE_PERIOD
                    : CoreKeys.LAME_DUCK_DURATION;
            error(
                    at,
                    "lame duck grace period (" + Durations.format(grace)
                            + ") should be strictly lower than lame duck duration (" + Durations.format(duration)
                            + ")");
        }
        return new LameDuckOptions(duration, grace);
    }

    /** Reads a duration that nats-server takes as text only. */
    private Duration textDuration(ConfigKey key, Duration otherwise) {
        Optional<ConfigNode> node = root.find(key);
        if (node.isPresent() && node.get().kind() != Kind.STRING) {
            root.mismatch(node.get(), Kind.STRING);
            return otherwise;
        }
        return root.duration(key, otherwise);
    }

    private Diagnostics diagnostics() {
        Diagnostics defaults = DEFAULTS.diagnostics();
        return new Diagnostics(
                pairs(CoreKeys.FEATURE_FLAGS, Kind.BOOLEAN, ConfigNode::flag),
                !root.flag(CoreKeys.DISABLE_SUBLIST_CACHE, false),
                count(CoreKeys.MAX_TRACED_MSG_LEN, defaults.tracedLength(), Integer.MAX_VALUE),
                root.flag(CoreKeys.TRACE_HEADERS, defaults.tracesHeadersOnly()),
                count(CoreKeys.CONNECT_ERROR_REPORTS, defaults.connectReports(), Integer.MAX_VALUE),
                count(CoreKeys.RECONNECT_ERROR_REPORTS, defaults.reconnectReports(), Integer.MAX_VALUE));
    }

    private void error(ConfigKey key, String message) {
        ConfigNode at = root.find(key).orElse(root.node());
        root.problems().error(at, message);
    }
}

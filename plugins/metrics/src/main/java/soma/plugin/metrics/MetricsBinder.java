/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import soma.plugin.metrics.exporter.JetStreamCollector;
import soma.plugin.metrics.exporter.JetStreamCollector.Depth;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigReader;

/** Reads the block. Confined to one thread. */
final class MetricsBinder {
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]{0,63}");
    private static final Pattern META_KEY = Pattern.compile("[a-zA-Z0-9_]{1,64}");
    private static final int LONGEST_LABEL = 256;
    private static final String DETAILED = "connz_detailed";

    private final ConfigReader block;

    private MetricsBinder(ConfigReader block) {
        this.block = block;
    }

    static MetricsOptions bind(ConfigReader root) {
        return root.map(MetricsKeys.METRICS)
                .map(block -> new MetricsBinder(block).bind())
                .orElse(MetricsOptions.DEFAULT);
    }

    private MetricsOptions bind() {
        block.rejectUnknown(MetricsKeys.INNER.stream().map(ConfigKey::name).collect(Collectors.toSet()));
        return new MetricsOptions(
                prefix(),
                serverId(),
                collect(),
                jetStream(),
                block.flag(MetricsKeys.JVM, true),
                block.flag(MetricsKeys.PLUGINS, true));
    }

    private String prefix() {
        String prefix = block.text(MetricsKeys.PREFIX, "");
        if (!prefix.isEmpty() && !PREFIX.matcher(prefix).matches()) {
            error(
                    MetricsKeys.PREFIX,
                    "\"" + prefix + "\" cannot begin the name of a metric"
                            + " (expected: letters, digits, underscores and colons, not a digit first)");
        }
        return prefix;
    }

    private String serverId() {
        String id = block.text(MetricsKeys.SERVER_ID, MetricsOptions.ID);
        if (id.isEmpty() || id.length() > LONGEST_LABEL) {
            error(
                    MetricsKeys.SERVER_ID,
                    "server_id is empty or too long (expected: id, name, or up to " + LONGEST_LABEL + " characters)");
        }
        return id;
    }

    private List<String> collect() {
        Optional<ConfigNode> node = block.find(MetricsKeys.COLLECT);
        if (node.isEmpty()) {
            return MetricsOptions.DEFAULT.collect();
        }
        List<String> known = soma.plugin.metrics.exporter.Collectors.names();
        List<String> names = new ArrayList<>();
        block.each(node.get(), each -> {
            String name = block.text(each, "varz").toLowerCase(Locale.ROOT);
            if (!known.contains(name)) {
                block.problems()
                        .error(each, "unknown document \"" + name + "\" (expected: " + String.join(", ", known) + ")");
            } else if (!names.contains(name)) {
                names.add(name);
            }
        });
        if (names.contains(DETAILED)) {
            names.remove("connz"); // which is part of it
        }
        if (names.contains("subz")) {
            names.remove("subsz");
        }
        return List.copyOf(names);
    }

    private Optional<JetStreamCollector.Options> jetStream() {
        List<String> streamKeys = metaKeys(MetricsKeys.JSZ_STREAM_META_KEYS);
        List<String> consumerKeys = metaKeys(MetricsKeys.JSZ_CONSUMER_META_KEYS);
        return block.find(MetricsKeys.JSZ)
                .flatMap(node -> depth(node, block.text(node, "accounts")))
                .map(depth -> new JetStreamCollector.Options(depth, streamKeys, consumerKeys));
    }

    private Optional<Depth> depth(ConfigNode node, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "account", "accounts" -> Optional.of(Depth.ACCOUNTS);
            case "stream", "streams" -> Optional.of(Depth.STREAMS);
            case "consumer", "consumers", "all" -> Optional.of(Depth.CONSUMERS);
            default -> {
                block.problems().error(node, "invalid jsz \"" + text + "\" (expected: accounts, streams or consumers)");
                yield Optional.empty();
            }
        };
    }

    private List<String> metaKeys(ConfigKey key) {
        List<String> keys = new ArrayList<>();
        block.find(key)
                .ifPresent(list -> block.each(list, node -> {
                    String text = block.text(node, "key");
                    if (!META_KEY.matcher(text).matches()) {
                        block.problems()
                                .error(
                                        node,
                                        "\"" + text + "\" cannot be part of the name of a label"
                                                + " (expected: letters, digits and underscores)");
                    } else if (!keys.contains(text)) {
                        keys.add(text);
                    }
                }));
        return keys;
    }

    private void error(ConfigKey key, String message) {
        block.problems().error(block.find(key).orElse(block.node()), message);
    }
}

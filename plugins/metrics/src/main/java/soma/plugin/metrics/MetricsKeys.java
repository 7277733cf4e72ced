/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import java.util.List;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;

/** The configuration keys of metrics. Those inside the block take effect with its own. */
final class MetricsKeys {
    static final ConfigKey METRICS = key(
            "metrics", "block", "", "What `/metrics` on the monitoring port shows; it is there without a block, too.");
    static final ConfigKey PREFIX = key(
            "prefix",
            "text",
            "",
            "What the names begin with, instead of `gnatsd` and `jetstream`; the exporter's `-prefix`.");
    static final ConfigKey SERVER_ID = key(
            "server_id",
            "text",
            "id",
            "The value of the label `server_id`: `id` for the server's id, `name` for its name, else the text itself.");
    static final ConfigKey COLLECT = key(
            "collect",
            "text or list",
            "varz, subz, healthz",
            "Which documents metrics are made of, by the names of the exporter's flags.");
    static final ConfigKey JSZ = key(
            "jsz",
            "text",
            "",
            "Metrics of JetStream: `accounts`, `streams` (with accounts), or `consumers` (with both); left out, none.");
    static final ConfigKey JSZ_STREAM_META_KEYS =
            key("jsz_stream_meta_keys", "text or list", "", "Keys of the metadata of streams that become labels.");
    static final ConfigKey JSZ_CONSUMER_META_KEYS =
            key("jsz_consumer_meta_keys", "text or list", "", "Keys of the metadata of consumers that become labels.");
    static final ConfigKey JVM = key("jvm", "boolean", "true", "Metrics of the JVM and its process.");
    static final ConfigKey PLUGINS = key("plugins", "boolean", "true", "Metrics that plugins contribute.");

    /** Those of the block. */
    static final List<ConfigKey> INNER =
            List.of(PREFIX, SERVER_ID, COLLECT, JSZ, JSZ_STREAM_META_KEYS, JSZ_CONSUMER_META_KEYS, JVM, PLUGINS);

    private MetricsKeys() {}

    private static ConfigKey key(String name, String type, String otherwise, String help) {
        return ConfigKey.of(name, type, otherwise, Reload.YES, help);
    }
}

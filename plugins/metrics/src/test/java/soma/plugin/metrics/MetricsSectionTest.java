/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import soma.plugin.metrics.exporter.JetStreamCollector;
import soma.plugin.metrics.exporter.JetStreamCollector.Depth;
import soma.spi.config.ConfigSection;
import soma.spi.tck.config.ConfigSectionContract;

final class MetricsSectionTest extends ConfigSectionContract<MetricsOptions> {
    private final MetricsPlugin plugin = new MetricsPlugin();

    @Override
    protected ConfigSection<MetricsOptions> section() {
        return plugin.section();
    }

    @Override
    protected MetricsOptions defaults() {
        return new MetricsOptions("", "id", List.of("varz", "subz", "healthz"), Optional.empty(), true, true);
    }

    @Override
    protected Map<String, Object> fullConfig() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("prefix", "nats");
        block.put("server_id", "name");
        block.put("collect", List.of("varz", "connz", "connz_detailed", "subsz", "subz"));
        block.put("jsz", "streams");
        block.put("jsz_stream_meta_keys", List.of("team", "team"));
        block.put("jsz_consumer_meta_keys", "owner");
        block.put("jvm", false);
        block.put("plugins", false);
        return Map.of("metrics", block);
    }

    @Override
    protected MetricsOptions full() {
        var jetStream = new JetStreamCollector.Options(Depth.STREAMS, List.of("team"), List.of("owner"));
        return new MetricsOptions(
                "nats", "name", List.of("varz", "connz_detailed", "subz"), Optional.of(jetStream), false, false);
    }
}

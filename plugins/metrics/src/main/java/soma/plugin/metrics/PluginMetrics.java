/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import java.util.List;
import java.util.regex.Pattern;
import soma.plugin.metrics.sample.Families;
import soma.plugin.metrics.sample.Kind;
import soma.spi.metric.Metric;
import soma.spi.metric.MetricSource;
import soma.spi.plugin.PluginInfo;
import soma.spi.server.Server;

/** Metrics that plugins contribute, under names that begin with {@code soma} and the name of the source. */
final class PluginMetrics {
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private PluginMetrics() {}

    static void add(String source, MetricSource from, Families families) {
        if (!SOURCE.matcher(source).matches()) {
            throw new IllegalArgumentException("'" + source + "' is no name of a source of metrics");
        }
        for (Metric metric : from.metrics()) {
            Kind kind = metric.type() == Metric.Type.COUNTER ? Kind.COUNTER : Kind.GAUGE;
            String name = "soma_" + source + "_" + metric.name();
            for (Metric.Sample sample : metric.samples()) {
                families.add(name, kind, metric.help(), metric.labels(), sample.values(), sample.value());
            }
        }
    }

    /** What is built in: gives {@code soma_build_info}. */
    static List<Metric> build(Server server) {
        return List.of(info(
                "The version of this server, and of nats-server that it answers for.",
                List.of("version", "nats_version"),
                List.of(new Metric.Sample(
                        List.of(server.version().soma(), server.version().nats()), 1))));
    }

    /** Which plugins run: gives {@code soma_plugin_info}. */
    static List<Metric> plugins(Server server) {
        return List.of(info(
                "The plugins that run.",
                List.of("plugin", "version"),
                server.plugins().stream().map(PluginMetrics::one).toList()));
    }

    private static Metric.Sample one(PluginInfo plugin) {
        return new Metric.Sample(List.of(plugin.id(), plugin.version()), 1);
    }

    private static Metric info(String help, List<String> labels, List<Metric.Sample> samples) {
        return new Metric("info", Metric.Type.GAUGE, help, labels, samples);
    }
}

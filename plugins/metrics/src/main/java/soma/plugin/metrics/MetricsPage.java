/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.metrics.exporter.Collector;
import soma.plugin.metrics.exporter.Collectors;
import soma.plugin.metrics.exporter.JetStreamCollector;
import soma.plugin.metrics.exporter.Scrape;
import soma.plugin.metrics.exposition.Exposition;
import soma.plugin.metrics.exposition.Format;
import soma.plugin.metrics.exposition.Gzip;
import soma.plugin.metrics.exposition.JvmMetrics;
import soma.plugin.metrics.sample.Families;
import soma.plugin.metrics.sample.Kind;
import soma.plugin.monitoring.api.Answer;
import soma.plugin.monitoring.api.Page;
import soma.plugin.reports.api.Encoding;
import soma.spi.metric.Metric;
import soma.spi.metric.MetricSource;
import soma.spi.server.Server;

/** The page {@code metrics}. Safe for any thread. */
final class MetricsPage implements Page {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsPage.class);

    /** More at a time would only wait for each other; two Prometheus servers and a person are fewer. */
    private static final int MOST_AT_A_TIME = 4;

    private static final int BUSY = 503;
    private static final String SOURCE_UP = "soma_metrics_source_up";

    private final Supplier<MetricsOptions> options;
    private final Supplier<@Nullable Server> server;
    private final Semaphore slots = new Semaphore(MOST_AT_A_TIME);
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final LongAdder scrapes = new LongAdder();
    private final LongAdder refused = new LongAdder();

    MetricsPage(Supplier<MetricsOptions> options, Supplier<@Nullable Server> server) {
        this.options = options;
        this.server = server;
    }

    /** What this plugin tells of itself. */
    List<Metric> ownMetrics() {
        return List.of(
                Metric.counter("scrapes_total", "Scrapes that were answered.", (double) scrapes.sum()),
                Metric.counter(
                        "refused_scrapes_total", "Scrapes that were refused, as too many were under way.", (double)
                                refused.sum()));
    }

    @Override
    public Answer answer(Map<String, String> query, Map<String, String> headers) {
        Server running = server.get();
        if (running == null || !slots.tryAcquire()) {
            refused.increment();
            return Answer.text(BUSY, "too many scrapes at a time\n");
        }
        try {
            scrapes.increment();
            Format format = Format.preferred(headers.getOrDefault("accept", ""));
            Exposition.Text text = new OneScrape(running, options.get()).written(format);
            boolean small = Gzip.isWanted(headers.getOrDefault("accept-encoding", ""));
            Answer answer = new Answer(200, text.type(), small ? Encoding.GZIP.encode(text.body()) : text.body());
            return (small ? answer.with("Content-Encoding", Gzip.NAME) : answer)
                    .with("Vary", "Accept, Accept-Encoding");
        } finally {
            slots.release();
        }
    }

    /** One collection. Confined to one thread. */
    private final class OneScrape {
        private final Server running;
        private final MetricsOptions chosen;
        private final Families all = new Families();
        private JvmMetrics jvm = JvmMetrics.NONE;

        OneScrape(Server running, MetricsOptions chosen) {
            this.running = running;
            this.chosen = chosen;
        }

        Exposition.Text written(Format format) {
            var scrape = new Scrape(running::report, chosen.prefix(), serverId());
            for (String name : chosen.collect()) {
                Collector collector = Collectors.named(name);
                collect(name, into -> collector.collect(scrape, into));
            }
            chosen.jetStream()
                    .map(JetStreamCollector::new)
                    .ifPresent(jetStream -> collect(jetStream.name(), into -> jetStream.collect(scrape, into)));
            if (chosen.jvm()) {
                collect("jvm", _ -> jvm = JvmMetrics.now());
            }
            if (chosen.plugins()) {
                running.named(MetricSource.POINT)
                        .forEach((name, source) ->
                                collect("plugin:" + name, into -> PluginMetrics.add(name, source, into)));
            }
            return Exposition.write(all, jvm, format);
        }

        private String serverId() {
            return switch (chosen.serverId()) {
                case MetricsOptions.ID -> running.id();
                case MetricsOptions.NAME -> running.name();
                default -> chosen.serverId();
            };
        }

        /** What goes wrong in one source costs its metrics only, also those that it gave before. */
        private void collect(String source, Consumer<Families> work) {
            var own = new Families();
            boolean up = true;
            try {
                work.accept(own);
                all.addAll(own);
                failing.remove(source);
            } catch (RuntimeException e) {
                up = false;
                if (failing.add(source)) {
                    LOG.warn("Metrics of {} fail and are left out: {}", source, e.toString());
                }
            }
            all.add(
                    SOURCE_UP,
                    Kind.GAUGE,
                    "Whether metrics could be had of a source.",
                    List.of("source"),
                    List.of(source),
                    up ? 1 : 0);
        }
    }
}

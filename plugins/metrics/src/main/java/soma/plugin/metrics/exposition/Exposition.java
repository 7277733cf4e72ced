/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exposition;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import soma.plugin.metrics.sample.Families;
import soma.plugin.metrics.sample.Family;
import soma.plugin.metrics.sample.Family.Sample;
import soma.plugin.metrics.sample.Kind;

/**
 * Writes metrics. The library appends {@code _total} to counters that lack it, and OpenMetrics wants that; but the
 * names are those of
 * the exporter, on which dashboards rely. So such a counter is written without a type in OpenMetrics, and in the
 * text format as the
 * library writes what has no type, but for the one word.
 */
public final class Exposition {
    private static final String TOTAL = "_total";

    private Exposition() {}

    /**
     * What is sent.
     *
     * @param type the content type
     * @param body the bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once
    public record Text(String type, byte[] body) {}

    /** Writes the metrics and those of the JVM. */
    public static Text write(Families families, JvmMetrics jvm, Format format) {
        List<MetricSnapshot> regular = new ArrayList<>();
        List<MetricSnapshot> bare = new ArrayList<>();
        for (Family family : families.all()) {
            boolean isBare = family.kind() == Kind.COUNTER && !family.name().endsWith(TOTAL);
            (isBare && format == Format.TEXT ? bare : regular).add(isBare ? unknown(family) : snapshot(family));
        }
        jvm.snapshots().stream()
                .filter(each -> !families.has(each.getMetadata().getPrometheusName()))
                .forEach(regular::add);
        ExpositionFormatWriter writer =
                format == Format.TEXT ? PrometheusTextFormatWriter.create() : OpenMetricsTextFormatWriter.create();
        var body = new ByteArrayOutputStream(1 << 14);
        body.writeBytes(written(writer, regular));
        for (MetricSnapshot each : bare) {
            String text = new String(written(writer, List.of(each)), StandardCharsets.UTF_8);
            body.writeBytes(typed(text, each.getMetadata().getName()).getBytes(StandardCharsets.UTF_8));
        }
        return new Text(writer.getContentType(), body.toByteArray());
    }

    private static String typed(String text, String name) {
        String head = "# TYPE " + name + " ";
        String untyped = head + "untyped\n";
        int at = text.indexOf(untyped);
        return text.substring(0, at) + head + "counter\n" + text.substring(at + untyped.length());
    }

    private static byte[] written(ExpositionFormatWriter writer, List<MetricSnapshot> snapshots) {
        var out = new ByteArrayOutputStream(1 << 14);
        try {
            writer.write(out, new MetricSnapshots(snapshots), EscapingScheme.ALLOW_UTF8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static MetricSnapshot snapshot(Family family) {
        return switch (family.kind()) {
            case GAUGE -> {
                var gauge = GaugeSnapshot.builder().name(family.name()).help(family.help());
                family.samples().forEach(s -> gauge.dataPoint(new GaugeDataPointSnapshot(s.value(), labels(s), null)));
                yield gauge.build();
            }
            case COUNTER -> {
                var counter = CounterSnapshot.builder().name(family.name()).help(family.help());
                family.samples()
                        .forEach(s -> counter.dataPoint(
                                new CounterDataPointSnapshot(Math.max(0, s.value()), labels(s), null, 0)));
                yield counter.build();
            }
            case UNTYPED -> unknown(family);
        };
    }

    private static MetricSnapshot unknown(Family family) {
        var unknown = UnknownSnapshot.builder().name(family.name()).help(family.help());
        family.samples().forEach(s -> unknown.dataPoint(new UnknownDataPointSnapshot(s.value(), labels(s), null)));
        return unknown.build();
    }

    private static Labels labels(Sample sample) {
        return Labels.of(sample.labels().names(), sample.labels().values());
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.plugin.metrics.exporter.Collector;
import soma.plugin.metrics.exporter.Collectors;
import soma.plugin.metrics.exporter.JetStreamCollector;
import soma.plugin.metrics.exporter.JetStreamCollector.Depth;
import soma.plugin.metrics.exposition.Exposition;
import soma.plugin.metrics.exposition.Format;
import soma.plugin.metrics.exposition.JvmMetrics;
import soma.plugin.metrics.sample.Definition;
import soma.plugin.metrics.sample.Families;
import soma.spi.tck.config.KeyTables;

/** Keeps the tables of the page equal to the code; {@code -Dsoma.docs.write=true} writes them. */
final class MetricsPageTest {
    private static final Path PAGE = Path.of("../../docs/operate/metrics.md");

    @Test
    void theTablesAreThoseGeneratedFromTheCode() throws IOException {
        String page = Files.readString(PAGE);
        String expected = with(page, "keys", KeyTables.render(MetricsKeys.INNER));
        expected = with(expected, "metrics", exporter());
        expected = with(expected, "jvm", jvm());
        if (Boolean.getBoolean("soma.docs.write")) {
            Files.writeString(PAGE, expected);
            page = expected;
        }
        assertEquals(expected, page, "write it anew with -Dsoma.docs.write=true");
    }

    private static String with(String page, String part, String table) {
        String begin = "<!-- generated: " + part + " -->\n";
        String end = "<!-- end of " + part + " -->";
        int from = page.indexOf(begin) + begin.length();
        return page.substring(0, from) + "\n" + table + "\n" + page.substring(page.indexOf(end, from));
    }

    private static String exporter() {
        var table = new StringBuilder("| `collect` | Metric | Type | Labels | Help |\n|---|---|---|---|---|\n");
        List<Collector> all = new ArrayList<>(Collectors.all());
        all.add(new JetStreamCollector(new JetStreamCollector.Options(Depth.CONSUMERS, List.of(), List.of())));
        for (Collector collector : all) {
            for (Definition metric : collector.definitions()) {
                table.append("| `" + collector.name() + "` | `" + metric.fullName("") + "` | "
                        + metric.kind().word() + " | " + String.join(", ", metric.labels()) + " | " + metric.help()
                        + " |\n");
            }
        }
        return table.toString();
    }

    private static String jvm() {
        var text = Exposition.write(new Families(), JvmMetrics.now(), Format.TEXT);
        MetricsText read = MetricsText.of(new String(text.body(), StandardCharsets.UTF_8));
        var table = new StringBuilder("| Metric | Type | Help |\n|---|---|---|\n");
        read.types().keySet().stream()
                .filter(name -> !name.startsWith("jvm_memory_pool_")) // which pools there are is up to the collector
                .sorted(Comparator.naturalOrder())
                .forEach(name -> table.append("| `" + name + "` | "
                        + read.types().get(name) + " | " + read.helps().get(name) + " |\n"));
        return table.toString();
    }
}

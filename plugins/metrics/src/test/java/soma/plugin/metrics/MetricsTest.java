/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.monitoring.api.Answer;
import soma.plugin.monitoring.api.Page;
import soma.spi.metric.Metric;
import soma.spi.metric.MetricSource;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;

/** The page in a whole kernel. */
final class MetricsTest {
    private static final String QUIET = "server_name: s1, metrics { jvm: false, plugins: false, server_id: name";

    private record Sources(Map<String, MetricSource> sources) implements ServerPlugin {
        @Override
        public PluginInfo info() {
            return PluginInfo.of("sources", "1.0.0");
        }

        @Override
        public void contribute(Contributions contributions) {
            sources.forEach((name, source) -> contributions.add(MetricSource.POINT, name, source));
        }
    }

    private static TestKernel kernel(String configuration, ServerPlugin... more) {
        List<ServerPlugin> plugins = new ArrayList<>(Plugins.installed("reports", "monitoring"));
        plugins.add(new MetricsPlugin());
        plugins.addAll(List.of(more));
        return TestKernel.with(plugins).configuration(configuration).start();
    }

    private static Answer answer(TestKernel kernel, String accept) {
        Page page = kernel.server().named(Page.POINT).get("metrics");
        return page.answer(Map.of(), Map.of("accept", accept));
    }

    private static String text(TestKernel kernel) {
        Answer answer = answer(kernel, "");
        assertEquals(200, answer.status());
        assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.type());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static MetricsText scrape(TestKernel kernel) {
        return MetricsText.of(text(kernel));
    }

    @Test
    void showsWhatTheServerDoes() {
        try (TestKernel kernel = kernel("server_name: s1, metrics { server_id: name }")) {
            TestConnection client = kernel.connect("");
            client.send("SUB a 1\r\nPUB a 5\r\nhello\r\nPING\r\n").expect("MSG a 1 5\r\nhello\r\nPONG\r\n");
            MetricsText found = scrape(kernel);
            String server = "server_id=\"s1\"";
            assertEquals(1, found.value("gnatsd_varz_connections", server));
            assertEquals(1, found.value("gnatsd_varz_in_msgs", server));
            assertEquals(5, found.value("gnatsd_varz_out_bytes", server));
            assertEquals(1, found.value("gnatsd_subsz_num_subscriptions", server));
            assertEquals(1, found.value("gnatsd_varz_version", server, "value=\"2.15.1\""));
            assertEquals(0, found.value("gnatsd_healthz_status", server));
            assertEquals(TestKernel.BEGIN.toEpochMilli(), found.value("gnatsd_varz_start", server));
            assertEquals("gauge", found.types().get("gnatsd_varz_in_msgs"));
            assertEquals("in_msgs", found.helps().get("gnatsd_varz_in_msgs"));
        }
    }

    @Test
    void itIsSentSmallToWhoAsksForThat() throws IOException {
        try (TestKernel kernel = kernel(QUIET + " }")) {
            Page page = kernel.server().named(Page.POINT).get("metrics");
            Answer small = page.answer(Map.of(), Map.of("accept-encoding", "gzip"));
            assertEquals(Map.of("Content-Encoding", "gzip", "Vary", "Accept, Accept-Encoding"), small.headers());
            assertEquals("text/plain; version=0.0.4; charset=utf-8", small.type());
            try (var in = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(MetricsText.of(text).types().containsKey("gnatsd_varz_connections"), text);
            }
            Answer plain = page.answer(Map.of(), Map.of("accept-encoding", "identity"));
            assertEquals(Map.of("Vary", "Accept, Accept-Encoding"), plain.headers());
        }
    }

    @Test
    void showsTheJvmAndThePlugins() {
        try (TestKernel kernel = kernel("")) {
            MetricsText found = scrape(kernel);
            for (String name : List.of(
                    "jvm_memory_used_bytes",
                    "jvm_gc_collection_seconds",
                    "jvm_threads_current",
                    "jvm_buffer_pool_used_bytes",
                    "jvm_runtime_info",
                    "process_cpu_seconds_total",
                    "process_start_time_seconds")) {
                assertTrue(found.types().containsKey(name), name);
            }
            assertEquals(1, found.value("soma_build_info", "nats_version=\"2.15.1\"", "version=\"0.1.0\""));
            assertEquals(1, found.value("soma_plugin_info", "plugin=\"metrics\"", "version=\"0.1.0\""));
            assertEquals(1, found.value("soma_metrics_scrapes_total"));
            assertEquals(2, scrape(kernel).value("soma_metrics_scrapes_total"));
            assertEquals(1, found.value("soma_metrics_source_up", "source=\"jvm\""));
        }
    }

    @Test
    void connectionsAreShownOnlyWhenAskedFor() {
        try (TestKernel kernel = kernel(QUIET + " }")) {
            kernel.connect("\"name\":\"a \\\\ b \\\" c\\n\u00e4\"");
            assertFalse(text(kernel).contains("gnatsd_connz"));
            kernel.reload(QUIET + ", collect: connz }");
            MetricsText sums = scrape(kernel);
            assertEquals(1, sums.value("gnatsd_connz_num_connections", "server_id=\"s1\""));
            assertFalse(sums.types().containsKey("gnatsd_connz_uptime"));
            assertFalse(sums.types().containsKey("gnatsd_varz_connections"));
            kernel.reload(QUIET + ", collect: [connz_detailed] }");
            String one = scrape(kernel).samples().keySet().stream()
                    .filter(key -> key.startsWith("gnatsd_connz_uptime"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(one.contains("name=\"a \\\\ b \\\" c\\n\u00e4\""), one);
        }
    }

    @Test
    void aReloadChangesPrefixAndServerId() {
        try (TestKernel kernel = kernel(QUIET + " }")) {
            assertEquals(0, scrape(kernel).value("gnatsd_varz_connections", "server_id=\"s1\""));
            kernel.reload("server_name: s1, metrics { jvm: false, prefix: nats, server_id: \"http://a:8222\" }");
            MetricsText found = scrape(kernel);
            assertEquals(0, found.value("nats_varz_connections", "server_id=\"http://a:8222\""));
            assertFalse(found.types().keySet().stream().anyMatch(name -> name.startsWith("gnatsd")));
            kernel.reload("server_name: s1");
            assertEquals(
                    0,
                    scrape(kernel)
                            .value(
                                    "gnatsd_varz_connections",
                                    "server_id=\"" + kernel.server().id() + "\""));
        }
    }

    @Test
    void aSourceThatFailsCostsItsOwnMetricsOnly() {
        Map<String, MetricSource> sources = Map.of(
                "good", () -> List.of(Metric.gauge("level", "Level.", 4)),
                "Bad Name", () -> List.of(Metric.gauge("level", "Level.", 5)),
                "bad",
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                "odd", () -> List.of(Metric.gauge("first", "First.", 1), Metric.gauge("Second", "Second.", 2)));
        try (TestKernel kernel = kernel("metrics { jvm: false }", new Sources(sources))) {
            for (int i = 0; i < 2; i++) {
                MetricsText found = scrape(kernel);
                assertEquals(4, found.value("soma_good_level"));
                assertFalse(found.types().containsKey("soma_odd_first"));
                assertEquals(0, found.value("soma_metrics_source_up", "source=\"plugin:bad\""));
                assertEquals(0, found.value("soma_metrics_source_up", "source=\"plugin:odd\""));
                assertEquals(0, found.value("soma_metrics_source_up", "source=\"plugin:Bad Name\""));
                assertEquals(1, found.value("soma_metrics_source_up", "source=\"plugin:good\""));
                assertEquals(1, found.value("soma_metrics_source_up", "source=\"varz\""));
            }
        }
    }

    @Test
    void aSourceWithoutEndIsLeftOut() {
        List<Metric.Sample> many = IntStream.rangeClosed(0, 100_000)
                .mapToObj(i -> new Metric.Sample(List.of("v" + i), i))
                .toList();
        MetricSource endless = () -> List.of(new Metric("many", Metric.Type.GAUGE, "Many.", List.of("of"), many));
        try (TestKernel kernel = kernel("metrics { jvm: false }", new Sources(Map.of("endless", endless)))) {
            MetricsText found = scrape(kernel);
            assertFalse(found.types().containsKey("soma_endless_many"));
            assertEquals(0, found.value("soma_metrics_source_up", "source=\"plugin:endless\""));
        }
    }

    @Test
    void moreThanFourScrapesAtATimeAreRefused() throws InterruptedException {
        var entered = new CountDownLatch(4);
        var leave = new CountDownLatch(1);
        MetricSource slow = () -> {
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of();
        };
        try (TestKernel kernel = kernel("metrics { jvm: false }", new Sources(Map.of("slow", slow)))) {
            List<Thread> scrapers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                scrapers.add(Thread.ofVirtual().start(() -> answer(kernel, "")));
            }
            entered.await();
            assertEquals(503, answer(kernel, "").status());
            leave.countDown();
            for (Thread scraper : scrapers) {
                scraper.join();
            }
            assertEquals(1, scrape(kernel).value("soma_metrics_refused_scrapes_total"));
        }
    }

    @Test
    void openMetricsHasTheSameNames() {
        try (TestKernel kernel = kernel(QUIET + ", collect: [varz, connz] }")) {
            kernel.connect("");
            Answer open =
                    answer(kernel, "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3");
            assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", open.type());
            String text = new String(open.body(), StandardCharsets.UTF_8);
            assertTrue(text.endsWith("# EOF\n"), text);
            assertTrue(text.contains("# TYPE gnatsd_connz_in_bytes unknown\n"), text);
            assertTrue(text.contains("\ngnatsd_connz_in_bytes{server_id=\"s1\"} 0.0\n"), text);
            assertEquals(names(text(kernel)), names(text));
        }
    }

    private static List<String> names(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics { port: 1 } | 1:10: unknown field \"port\"",
                "metrics { collect: [varz, nonsense] } | 1:26: unknown document \"nonsense\" (expected: varz, connz,",
                "metrics { prefix: \"a-b\" } | 1:10: \"a-b\" cannot begin the name of a metric",
                "metrics { jsz: everything } | 1:10: invalid jsz \"everything\" (expected: accounts, streams",
                "metrics { jsz_stream_meta_keys: \"a.b\" } | 1:10: \"a.b\" cannot be part of the name of a label",
                "metrics { server_id: \"\" } | 1:10: server_id is empty or too long",
                "metrics { jvm: 3 } | 1:10: interface conversion",
            })
    void whatIsWrongIsSaidWithItsPlace(String configuration, String error) {
        List<String> errors = TestKernel.with(Plugins.installed("reports", "monitoring"))
                .plugins(new MetricsPlugin())
                .configuration(configuration)
                .errors();
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.getFirst().startsWith("test.conf:" + error), errors.getFirst());
    }

    @Test
    void aReloadThatIsWrongChangesNothing() {
        try (TestKernel kernel = kernel(QUIET + " }")) {
            assertThrows(IllegalStateException.class, () -> kernel.reload(QUIET + ", prefix: \"1\" }"));
            assertEquals(0, scrape(kernel).value("gnatsd_varz_connections", "server_id=\"s1\""));
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import soma.plugin.metrics.JsonText;
import soma.plugin.metrics.MetricsText;
import soma.plugin.metrics.exporter.JetStreamCollector.Depth;
import soma.plugin.metrics.exposition.Exposition;
import soma.plugin.metrics.exposition.Format;
import soma.plugin.metrics.exposition.JvmMetrics;
import soma.plugin.metrics.sample.Families;

/** Holds the collectors to what the exporter itself made of the same documents; see the README beside them. */
final class ExporterTest {
    private static final String ID = "NAB4DO5DRLPGXDIX2LEN3EGDMNIP6RGHJRVHCJO3WQESWLK6JPNIITU4";
    private static final List<String> ALL = List.of(
            "connz_detailed",
            "varz",
            "subz",
            "routez",
            "healthz",
            "healthz_js_enabled_only",
            "healthz_js_server_only",
            "accstatz",
            "accountz",
            "leafz",
            "gatewayz");

    @Test
    void allDocumentsGiveWhatTheExporterGives() {
        var jsz = new JetStreamCollector(new JetStreamCollector.Options(Depth.CONSUMERS, List.of(), List.of()));
        assertSame("all.txt", scraped(ALL, jsz, "", ID, "jsz"));
    }

    @Test
    void aPrefixAndTheServersNameGiveWhatTheExporterGives() {
        var jsz = new JetStreamCollector(new JetStreamCollector.Options(Depth.STREAMS, List.of(), List.of()));
        assertSame("named.txt", scraped(List.of("varz", "connz"), jsz, "nats", "golden", "jsz-streams"));
    }

    @Test
    void keysOfMetadataGiveWhatTheExporterGives() {
        var options = new JetStreamCollector.Options(Depth.CONSUMERS, List.of("k", "absent"), List.of("team"));
        assertSame("keys.txt", scraped(List.of("varz"), new JetStreamCollector(options), "", ID, "jsz-keys"));
    }

    @Test
    void everyMetricThatIsTheirsIsDefined() {
        Set<String> defined = new TreeSet<>();
        Collectors.all().forEach(c -> c.definitions().forEach(d -> defined.add(d.fullName(""))));
        var jsz = new JetStreamCollector(new JetStreamCollector.Options(Depth.CONSUMERS, List.of(), List.of()));
        jsz.definitions().forEach(d -> defined.add(d.fullName("")));
        Set<String> theirs = new TreeSet<>(golden("all.txt").types().keySet());
        theirs.removeIf(name -> name.matches("gnatsd_(varz|subsz|routez)_.*"));
        assertEquals(theirs, defined);
    }

    private static void assertSame(String file, MetricsText ours) {
        MetricsText theirs = golden(file);
        assertTrue(theirs.samples().size() > 100, "few samples in " + file);
        assertEquals(theirs.types(), ours.types());
        assertEquals(theirs.helps(), ours.helps());
        assertEquals(theirs.samples(), ours.samples());
    }

    private static MetricsText scraped(
            List<String> names, Collector jetStream, String prefix, String serverId, String jsz) {
        var scrape = new Scrape((document, query) -> document(document, query, jsz), prefix, serverId);
        var families = new Families();
        names.forEach(name -> Collectors.named(name).collect(scrape, families));
        jetStream.collect(scrape, families);
        Exposition.Text text = Exposition.write(families, JvmMetrics.NONE, Format.TEXT);
        return MetricsText.of(new String(text.body(), StandardCharsets.UTF_8));
    }

    private static Map<String, Object> document(String name, Map<String, String> query, String jsz) {
        String account = query.getOrDefault("acc", "").replace("$", "");
        String file = name.equals("jsz") ? jsz : account.isEmpty() ? name : name + "-" + account;
        return JsonText.map(resource(file + ".json"));
    }

    private static MetricsText golden(String file) {
        return MetricsText.of(resource(file));
    }

    private static String resource(String file) {
        try (InputStream in = ExporterTest.class.getResourceAsStream(file)) {
            assertTrue(in != null, file);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

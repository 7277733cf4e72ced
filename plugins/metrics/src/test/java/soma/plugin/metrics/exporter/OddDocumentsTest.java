/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.plugin.metrics.exporter.JetStreamCollector.Depth;
import soma.plugin.metrics.sample.Families;
import soma.plugin.metrics.sample.Family;

/** Documents that are not as they should be: a plugin failed, or its fields come from clients. */
final class OddDocumentsTest {
    private static Families collected(Collector collector, Map<String, Object> document) {
        var families = new Families();
        collector.collect(new Scrape((_, _) -> document, "", "id"), families);
        return families;
    }

    @Test
    void anEmptyDocumentIsNoFailure() {
        Collectors.all().forEach(collector -> collected(collector, Map.of()));
        var options = new JetStreamCollector.Options(Depth.CONSUMERS, List.of("a"), List.of("b"));
        assertTrue(collected(new JetStreamCollector(options), Map.of()).has("jetstream_server_total_streams"));
    }

    @Test
    void fieldsOfTheWrongKindAreNoFailure() {
        Map<String, Object> odd = new HashMap<>();
        for (String field : List.of(
                "connections",
                "leafs",
                "account_statz",
                "accounts",
                "outbound_gateways",
                "inbound_gateways",
                "status",
                "meta_cluster",
                "config",
                "account_details")) {
            odd.put(field, 7);
        }
        odd.put("routes", null);
        Collectors.all().forEach(collector -> collected(collector, odd));
        odd.replaceAll((_, _) -> Collections.singletonList(null));
        Collectors.all().forEach(collector -> collected(collector, odd));
    }

    @Test
    void namesOfFieldsCannotBreakOut() {
        Map<String, Object> varz = Map.of("a b\n# TYPE", 1, "", 2, "/x//y/", 3, "n\u00e4me", 4);
        List<String> names = collected(Collectors.named("varz"), varz).all().stream()
                .map(Family::name)
                .sorted()
                .toList();
        assertEquals(List.of("gnatsd_varz_", "gnatsd_varz_a_b___TYPE", "gnatsd_varz_n_me", "gnatsd_varz_x_y"), names);
    }

    @Test
    void mapsInMapsHaveAnEnd() {
        Map<String, Object> deep = Map.of("n", 1);
        for (int i = 0; i < 1_000; i++) {
            deep = Map.of("m", deep, "n", 1);
        }
        assertTrue(collected(Collectors.named("varz"), deep).all().size() < 20);
    }

    @ParameterizedTest
    @CsvSource({
        "1m29s, 89000",
        "0s, 0",
        "1y2d3h4m5s, 31719845000",
        "2d0h0m1s, 172801000",
        "1h5m0s, 3900000",
        "nonsense, -1",
        "99999999999999999999h, -1",
        "9y9y, -1",
    })
    void durationsAreReadAsTheServerWritesThem(String text, double millis) {
        assertEquals(millis, GoTimes.millis(text));
    }
}

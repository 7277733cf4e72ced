/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All collectors, by the names of the exporter's flags. */
public final class Collectors {
    private static final List<Collector> ALL = List.of(
            new FieldCollector("varz", "varz"),
            new ConnectionCollector(false),
            new ConnectionCollector(true),
            new FieldCollector("subz", "subsz"),
            new FieldCollector("routez", "routez"),
            new HealthCollector("healthz", Map.of()),
            new HealthCollector("healthz_js_enabled_only", Map.of("js-enabled-only", "true")),
            new HealthCollector("healthz_js_server_only", Map.of("js-server-only", "true")),
            new AccountStatsCollector(),
            new AccountCollector(),
            new LeafCollector(),
            new GatewayCollector());

    private Collectors() {}

    /** Returns all but that of JetStream, which has options. */
    public static List<Collector> all() {
        return ALL;
    }

    /** Returns the names by which they are chosen; the document's own name does as well. */
    public static List<String> names() {
        return Stream.concat(ALL.stream().map(Collector::name), Stream.of("subsz"))
                .toList();
    }

    /** Returns the one of that name, which must be among the names. */
    public static Collector named(String name) {
        String flag = name.equals("subsz") ? "subz" : name;
        return ALL.stream().filter(each -> each.name().equals(flag)).findFirst().orElseThrow();
    }
}

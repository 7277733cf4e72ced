/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import soma.plugin.metrics.sample.Definition;
import soma.plugin.metrics.sample.Families;
import soma.plugin.metrics.sample.Kind;
import soma.plugin.metrics.sample.Names;

/**
 * Makes a metric of each field that is a number, and of a few that are text: {@code varz}, {@code subsz}, {@code
 * routez}. Fields of maps
 * have the names of the maps before their own.
 */
final class FieldCollector implements Collector {
    /** Absent in the exporter, as older servers have them in other places. */
    private static final Set<String> SKIPPED = Set.of(
            "leaf",
            "trusted_operators_claim",
            "cluster_tls_timeout",
            "cluster_cluster_port",
            "cluster_auth_timeout",
            "gateway_port",
            "gateway_auth_timeout",
            "gateway_tls_timeout",
            "gateway_connect_retries");

    /** Fields whose text is shown, as a label of a metric that is always 1 or, if it is a time, as milliseconds. */
    private static final Set<String> TEXTS =
            Set.of("server_id", "server_name", "version", "domain", "leader", "name", "start", "config_load_time");

    private static final List<String> SERVER = List.of("server_id");
    private static final List<String> SERVER_AND_VALUE = List.of("server_id", "value");
    private static final int DEEPEST = 16;

    private final String name;
    private final String document;

    FieldCollector(String name, String document) {
        this.name = name;
        this.document = document;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Definition> definitions() {
        return List.of();
    }

    @Override
    public void collect(Scrape scrape, Families families) {
        String start = (scrape.prefix().isEmpty() ? Definition.CORE : scrape.prefix()) + "_" + document + "_";
        flatten(
                new Target(scrape, families, start),
                "",
                scrape.document(document, Map.of()).map(),
                0);
    }

    private record Target(Scrape scrape, Families families, String start) {
        void add(String field, double value) {
            add(field, SERVER, List.of(scrape.serverId()), value);
        }

        void text(String field, String text) {
            add(field, SERVER_AND_VALUE, List.of(scrape.serverId(), text), 1);
        }

        private void add(String field, List<String> labels, List<String> values, double value) {
            String whole = Names.metric(start + field);
            if (!families.has(whole)) {
                families.add(whole, Kind.GAUGE, field, labels, values, value);
            }
        }
    }

    private static void flatten(Target target, String path, Map<?, ?> map, int depth) {
        map.forEach((key, value) -> {
            String text = String.valueOf(key);
            String whole = path.isEmpty() ? text : path + "_" + text;
            String field = fieldName(whole);
            if (SKIPPED.contains(field)) {
                return;
            }
            if (value instanceof Number number) {
                target.add(field, number.doubleValue());
            } else if (value instanceof String shown && TEXTS.contains(text)) {
                text(target, field, shown);
            } else if (value instanceof Map<?, ?> inner && depth < DEEPEST) {
                flatten(target, whole, inner, depth + 1);
            }
        });
    }

    private static void text(Target target, String field, String shown) {
        Optional<Instant> time = GoTimes.time(shown);
        if (time.isPresent()) {
            target.add(field, (double) time.get().toEpochMilli());
        } else {
            target.text(field, shown);
        }
    }

    private static String fieldName(String path) {
        return path.replace('/', '_').replaceAll("_{2,}", "_").replaceAll("^_|_$", "");
    }
}

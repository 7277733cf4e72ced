/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import soma.plugin.metrics.sample.Definition;
import soma.plugin.metrics.sample.Families;

/** The traffic of each account, of {@code accstatz}. */
final class AccountStatsCollector implements Collector {
    private static final String DOCUMENT = "accstatz";
    private static final List<String> LABELS = List.of("server_id", "account", "account_id", "account_name");
    private static final List<Number> NUMBERS = List.of(
            number("current_connections", a -> a.number("conns")),
            number("total_connections", a -> a.number("total_conns")),
            number("subscriptions", a -> a.number("num_subscriptions")),
            number("leaf_nodes", a -> a.number("leafnodes")),
            number("sent_messages", a -> a.fields("sent").number("msgs")),
            number("sent_bytes", a -> a.fields("sent").number("bytes")),
            number("received_messages", a -> a.fields("received").number("msgs")),
            number("received_bytes", a -> a.fields("received").number("bytes")),
            number("slow_consumers", a -> a.number("slow_consumers")));

    private record Number(Definition definition, ToDoubleFunction<Fields> value) {}

    private static Number number(String name, ToDoubleFunction<Fields> value) {
        return new Number(Definition.gauge(DOCUMENT, name, LABELS), value);
    }

    @Override
    public String name() {
        return DOCUMENT;
    }

    @Override
    public List<Definition> definitions() {
        return NUMBERS.stream().map(Number::definition).toList();
    }

    @Override
    public void collect(Scrape scrape, Families families) {
        for (Fields account : scrape.document(DOCUMENT, Map.of("unused", "1")).list("account_statz")) {
            String id = account.text("acc");
            List<String> values = List.of(scrape.serverId(), id, id, account.text("name"));
            for (Number number : NUMBERS) {
                number.definition()
                        .add(families, scrape.prefix(), values, number.value().applyAsDouble(account));
            }
        }
    }
}

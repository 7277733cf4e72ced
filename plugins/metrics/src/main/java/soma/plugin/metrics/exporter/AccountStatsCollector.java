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
    private static final List<Value> VALUES = List.of(
            value("current_connections", a -> a.number("conns")),
            value("total_connections", a -> a.number("total_conns")),
            value("subscriptions", a -> a.number("num_subscriptions")),
            value("leaf_nodes", a -> a.number("leafnodes")),
            value("sent_messages", a -> a.fields("sent").number("msgs")),
            value("sent_bytes", a -> a.fields("sent").number("bytes")),
            value("received_messages", a -> a.fields("received").number("msgs")),
            value("received_bytes", a -> a.fields("received").number("bytes")),
            value("slow_consumers", a -> a.number("slow_consumers")));

    private record Value(Definition definition, ToDoubleFunction<Fields> value) {}

    private static Value value(String name, ToDoubleFunction<Fields> value) {
        return new Value(Definition.gauge(DOCUMENT, name, LABELS), value);
    }

    @Override
    public String name() {
        return DOCUMENT;
    }

    @Override
    public List<Definition> definitions() {
        return VALUES.stream().map(Value::definition).toList();
    }

    @Override
    public void collect(Scrape scrape, Families families) {
        for (Fields account : scrape.document(DOCUMENT, Map.of("unused", "1")).list("account_statz")) {
            String id = account.text("acc");
            List<String> values = List.of(scrape.serverId(), id, id, account.text("name"));
            for (Value each : VALUES) {
                each.definition()
                        .add(families, scrape.prefix(), values, each.value().applyAsDouble(account));
            }
        }
    }
}

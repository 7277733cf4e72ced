/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import soma.plugin.metrics.sample.Definition;
import soma.plugin.metrics.sample.Families;

/** What each account is and may, of {@code accountz}. Asks for one document per account. */
final class AccountCollector implements Collector {
    private static final String DOCUMENT = "accountz";
    private static final List<String> LABELS = List.of("server_id", "account_id", "account_name");

    /** More accounts than that are not asked about in one scrape. */
    private static final int MOST_ACCOUNTS = 1_000;

    private static final List<Value> VALUES = Stream.concat(
                    Stream.of(
                            value("client_connections", a -> a.number("client_connections")),
                            value("leafnode_connections", a -> a.number("leafnode_connections")),
                            value("subscriptions", a -> a.number("subscriptions")),
                            value("is_system", a -> a.flag("is_system")),
                            value("expired", a -> a.flag("expired")),
                            value("complete", a -> a.flag("complete")),
                            value("jetstream_enabled", a -> a.flag("jetstream_enabled")),
                            value("limit_wildcards", a -> limits(a).flag("wildcards"))),
                    Stream.of("subs", "data", "payload", "imports", "exports", "conn", "leaf")
                            .map(limit -> value("limit_" + limit, a -> limits(a).number(limit))))
            .toList();

    private record Value(Definition definition, ToDoubleFunction<Fields> value) {}

    private static Value value(String name, ToDoubleFunction<Fields> value) {
        return new Value(Definition.gauge(DOCUMENT, name, LABELS), value);
    }

    private static Fields limits(Fields account) {
        return account.fields("decoded_jwt").fields("nats").fields("limits");
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
        List<String> accounts = scrape.document(DOCUMENT, Map.of()).texts("accounts");
        for (String id : accounts.subList(0, Math.min(accounts.size(), MOST_ACCOUNTS))) {
            Fields account = scrape.document(DOCUMENT, Map.of("acc", id)).fields("account_detail");
            List<String> values = List.of(scrape.serverId(), account.text("account_name"), account.text("name_tag"));
            for (Value each : VALUES) {
                each.definition()
                        .add(families, scrape.prefix(), values, each.value().applyAsDouble(account));
            }
        }
    }
}

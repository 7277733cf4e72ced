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

    private static final List<Number> NUMBERS = Stream.concat(
                    Stream.of(
                            number("client_connections", a -> a.number("client_connections")),
                            number("leafnode_connections", a -> a.number("leafnode_connections")),
                            number("subscriptions", a -> a.number("subscriptions")),
                            number("is_system", a -> a.flag("is_system")),
                            number("expired", a -> a.flag("expired")),
                            number("complete", a -> a.flag("complete")),
                            number("jetstream_enabled", a -> a.flag("jetstream_enabled")),
                            number("limit_wildcards", a -> limits(a).flag("wildcards"))),
                    Stream.of("subs", "data", "payload", "imports", "exports", "conn", "leaf")
                            .map(limit ->
                                    number("limit_" + limit, a -> limits(a).number(limit))))
            .toList();

    private record Number(Definition definition, ToDoubleFunction<Fields> value) {}

    private static Number number(String name, ToDoubleFunction<Fields> value) {
        return new Number(Definition.gauge(DOCUMENT, name, LABELS), value);
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
        return NUMBERS.stream().map(Number::definition).toList();
    }

    @Override
    public void collect(Scrape scrape, Families families) {
        List<String> accounts = scrape.document(DOCUMENT, Map.of()).texts("accounts");
        for (String id : accounts.subList(0, Math.min(accounts.size(), MOST_ACCOUNTS))) {
            Fields account = scrape.document(DOCUMENT, Map.of("acc", id)).fields("account_detail");
            List<String> values = List.of(scrape.serverId(), account.text("account_name"), account.text("name_tag"));
            for (Number number : NUMBERS) {
                number.definition()
                        .add(families, scrape.prefix(), values, number.value().applyAsDouble(account));
            }
        }
    }
}

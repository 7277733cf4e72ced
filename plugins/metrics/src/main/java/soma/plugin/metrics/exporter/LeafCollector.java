/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.metrics.exporter;

import static soma.plugin.metrics.sample.Definition.gauge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import soma.plugin.metrics.sample.Definition;
import soma.plugin.metrics.sample.Families;

/** The leaf nodes of {@code leafz}. */
final class LeafCollector implements Collector {
    private static final String DOCUMENT = "leafz";
    private static final List<String> LABELS = List.of("server_id", "account", "account_id", "ip", "port", "name");
    private static final List<String> LABELS_OF_SUBSCRIPTION =
            Stream.concat(LABELS.stream(), Stream.of("subscription")).toList();

    private static final Definition NODES =
            gauge(DOCUMENT, "conn_nodes_total", List.of("server_id")).help("nodes_total");
    private static final Definition INFO = gauge(DOCUMENT, "info", LABELS);
    private static final Definition RTT = gauge(DOCUMENT, "conn_rtt", LABELS).help("rtt");
    private static final Definition SUBSCRIPTIONS =
            gauge(DOCUMENT, "conn_subscriptions_total", LABELS).help("subscriptions_total");
    private static final Definition SUBSCRIPTION =
            gauge(DOCUMENT, "conn_subscriptions", LABELS_OF_SUBSCRIPTION).help("subscriptions");

    /** Named after the field that is their help. */
    private static final List<Definition> TRAFFIC = Stream.of("in_msgs", "out_msgs", "in_bytes", "out_bytes")
            .map(field -> gauge(DOCUMENT, "conn_" + field, LABELS).help(field))
            .toList();

    @Override
    public String name() {
        return DOCUMENT;
    }

    @Override
    public List<Definition> definitions() {
        List<Definition> all = new ArrayList<>(List.of(NODES, INFO, RTT));
        all.addAll(TRAFFIC);
        all.addAll(List.of(SUBSCRIPTIONS, SUBSCRIPTION));
        return all;
    }

    @Override
    public void collect(Scrape scrape, Families families) {
        Fields leafz = scrape.document(DOCUMENT, Map.of());
        NODES.add(families, scrape.prefix(), List.of(scrape.serverId()), leafz.number("leafnodes"));
        leafz.list("leafs").forEach(leaf -> one(scrape, families, leaf));
    }

    private static void one(Scrape scrape, Families families, Fields leaf) {
        String account = leaf.text("account");
        List<String> values =
                List.of(scrape.serverId(), account, account, leaf.text("ip"), leaf.word("port"), leaf.text("name"));
        String prefix = scrape.prefix();
        INFO.add(families, prefix, values, 1);
        RTT.add(families, prefix, values, GoTimes.seconds(leaf.text("rtt")));
        TRAFFIC.forEach(each -> each.add(families, prefix, values, leaf.number(each.help())));
        SUBSCRIPTIONS.add(families, prefix, values, leaf.number("subscriptions"));
        for (String subject : leaf.texts("subscriptions_list")) {
            List<String> more =
                    Stream.concat(values.stream(), Stream.of(subject)).toList();
            SUBSCRIPTION.add(families, prefix, more, 0);
        }
    }
}

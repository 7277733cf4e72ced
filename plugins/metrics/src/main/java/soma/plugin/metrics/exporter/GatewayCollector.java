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

/** The gateways of {@code gatewayz}, in both directions. */
final class GatewayCollector implements Collector {
    private static final String DOCUMENT = "gatewayz";
    private static final List<String> LABELS = List.of("gateway_name", "cid", "remote_gateway_name", "server_id");
    private static final double MILLIS = 1e3;

    private static final Direction OUTBOUND = new Direction("outbound_gateway");
    private static final Direction INBOUND = new Direction("inbound_gateway");

    private record Direction(
            Definition configured,
            Definition start,
            Definition lastActivity,
            Definition uptime,
            Definition idle,
            Definition rtt,
            List<Definition> numbers) {
        Direction(String name) {
            this(
                    gauge(DOCUMENT, name + "_configured", LABELS).help("configured"),
                    gauge(DOCUMENT, name + "_conn_start_time_seconds", LABELS).help("conn_start_time_seconds"),
                    gauge(DOCUMENT, name + "_conn_last_activity_seconds", LABELS)
                            .help("conn_last_activity_seconds"),
                    gauge(DOCUMENT, name + "_conn_uptime_seconds", LABELS).help("conn_uptime_seconds"),
                    gauge(DOCUMENT, name + "_conn_idle_seconds", LABELS).help("conn_idle_seconds"),
                    gauge(DOCUMENT, name + "_conn_rtt", LABELS).help("rtt"),
                    Stream.of("pending_bytes", "in_msgs", "out_msgs", "in_bytes", "out_bytes", "subscriptions")
                            .map(field -> gauge(DOCUMENT, name + "_conn_" + field, LABELS)
                                    .help(field))
                            .toList());
        }

        List<Definition> all() {
            List<Definition> all = new ArrayList<>(List.of(configured, start, lastActivity, uptime, idle, rtt));
            all.addAll(numbers);
            return all;
        }
    }

    @Override
    public String name() {
        return DOCUMENT;
    }

    @Override
    public List<Definition> definitions() {
        return Stream.concat(OUTBOUND.all().stream(), INBOUND.all().stream()).toList();
    }

    @Override
    public void collect(Scrape scrape, Families families) {
        Fields gatewayz = scrape.document(DOCUMENT, Map.of());
        String local = gatewayz.text("name");
        gatewayz.fields("outbound_gateways").map().forEach((remote, gateway) -> {
            if (gateway instanceof Map<?, ?> one) {
                one(OUTBOUND, scrape, families, List.of(local, String.valueOf(remote)), new Fields(one));
            }
        });
        gatewayz.fields("inbound_gateways")
                .map()
                .forEach((remote, gateways) -> Fields.ofMaps(gateways)
                        .forEach(one -> one(INBOUND, scrape, families, List.of(local, String.valueOf(remote)), one)));
    }

    private static void one(Direction of, Scrape scrape, Families families, List<String> names, Fields gateway) {
        Fields connection = gateway.fields("connection");
        List<String> values = List.of(names.get(0), connection.word("cid"), names.get(1), scrape.serverId());
        String prefix = scrape.prefix();
        of.configured.add(families, prefix, values, gateway.flag("configured"));
        of.start.add(families, prefix, values, second(connection.text("start")));
        of.lastActivity.add(families, prefix, values, second(connection.text("last_activity")));
        of.uptime.add(families, prefix, values, GoTimes.millis(connection.text("uptime")) / MILLIS);
        of.idle.add(families, prefix, values, GoTimes.millis(connection.text("idle")) / MILLIS);
        of.rtt.add(families, prefix, values, GoTimes.seconds(connection.text("rtt")));
        of.numbers.forEach(each -> each.add(families, prefix, values, connection.number(each.help())));
    }

    private static double second(String time) {
        return GoTimes.time(time).map(at -> (double) at.getEpochSecond()).orElse(0.0);
    }
}

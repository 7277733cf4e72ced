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
import soma.plugin.metrics.sample.Kind;

/**
 * Sums over the connections of {@code connz}, and with details the numbers of each. The document lists 1024
 * connections at most; what
 * it does not list is in no sum, as with the exporter.
 */
final class ConnectionCollector implements Collector {
    private static final String DOCUMENT = "connz";
    private static final List<String> SERVER = List.of("server_id");
    private static final List<String> DETAILS = List.of(
            "server_id",
            "cid",
            "kind",
            "type",
            "ip",
            "port",
            "name",
            "name_tag",
            "account",
            "account_id",
            "lang",
            "version",
            "tls_version",
            "tls_cipher_suite");

    /** Fields of the document itself. */
    private static final List<Definition> OF_ALL = Stream.of("num_connections", "total", "offset", "limit")
            .map(name -> gauge(DOCUMENT, name, SERVER))
            .toList();

    /** Fields of a connection that are also added up. */
    private static final List<Definition> SUMS = List.of(
            gauge(DOCUMENT, "pending_bytes", SERVER),
            gauge(DOCUMENT, "subscriptions", SERVER),
            gauge(DOCUMENT, "in_bytes", SERVER).of(Kind.COUNTER),
            gauge(DOCUMENT, "out_bytes", SERVER).of(Kind.COUNTER),
            gauge(DOCUMENT, "in_msgs", SERVER).of(Kind.COUNTER),
            gauge(DOCUMENT, "out_msgs", SERVER).of(Kind.COUNTER));

    private static final Definition START =
            gauge(DOCUMENT, "start", DETAILS).of(Kind.UNTYPED).help("epoch time at which the connection was started");
    private static final Definition LAST_ACTIVITY = gauge(DOCUMENT, "last_activity", DETAILS)
            .of(Kind.UNTYPED)
            .help("epoch time at which the last activity was registred");
    private static final Definition RTT = gauge(DOCUMENT, "rtt", DETAILS).help("response time latency in microseconds");
    private static final Definition UPTIME =
            gauge(DOCUMENT, "uptime", DETAILS).of(Kind.UNTYPED).help("uptime duration in milliseconds");
    private static final Definition IDLE = gauge(DOCUMENT, "idle", DETAILS).help("idle time duration in milliseconds");

    private final boolean detailed;

    ConnectionCollector(boolean detailed) {
        this.detailed = detailed;
    }

    @Override
    public String name() {
        return detailed ? "connz_detailed" : DOCUMENT;
    }

    @Override
    public List<Definition> definitions() {
        List<Definition> all = new ArrayList<>();
        if (detailed) {
            SUMS.forEach(sum -> all.add(sum.labels(DETAILS)));
            all.addAll(List.of(START, LAST_ACTIVITY, RTT, UPTIME, IDLE));
        } else {
            all.addAll(OF_ALL);
            all.addAll(SUMS);
        }
        return all;
    }

    @Override
    public void collect(Scrape scrape, Families families) {
        Fields connz = scrape.document(DOCUMENT, detailed ? Map.of("auth", "true") : Map.of());
        List<Fields> connections = connz.list("connections");
        List<String> server = List.of(scrape.serverId());
        OF_ALL.forEach(each -> each.add(families, scrape.prefix(), server, connz.number(each.name())));
        for (Definition sum : SUMS) {
            double all =
                    connections.stream().mapToDouble(c -> c.number(sum.name())).sum();
            sum.add(families, scrape.prefix(), server, all);
        }
        if (detailed) {
            connections.forEach(connection -> details(scrape, families, connection));
        }
    }

    private static void details(Scrape scrape, Families families, Fields connection) {
        List<String> values = labels(scrape.serverId(), connection);
        String prefix = scrape.prefix();
        SUMS.forEach(sum -> sum.labels(DETAILS).add(families, prefix, values, connection.number(sum.name())));
        START.add(families, prefix, values, time(connection, "start"));
        LAST_ACTIVITY.add(families, prefix, values, time(connection, "last_activity"));
        RTT.add(families, prefix, values, connection.has("rtt") ? GoTimes.micros(connection.text("rtt")) : 0);
        UPTIME.add(families, prefix, values, GoTimes.millis(connection.text("uptime")));
        IDLE.add(families, prefix, values, GoTimes.millis(connection.text("idle")));
    }

    private static double time(Fields connection, String name) {
        return connection.has(name) ? GoTimes.millisOfTime(connection.text(name)) : 0;
    }

    private static List<String> labels(String serverId, Fields connection) {
        String account = connection.text("account");
        return List.of(
                serverId,
                connection.word("cid"),
                connection.text("kind"),
                connection.text("type"),
                connection.text("ip"),
                connection.word("port"),
                connection.text("name"),
                connection.text("name_tag"),
                account,
                account,
                connection.text("lang"),
                connection.text("version"),
                connection.text("tls_version"),
                connection.text("tls_cipher_suite"));
    }
}

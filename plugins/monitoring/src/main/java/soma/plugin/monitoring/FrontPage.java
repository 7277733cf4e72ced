/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.util.List;
import soma.spi.server.Server;

/** The page that lists the documents. */
final class FrontPage {
    private static final List<String> LINKS = List.of(
            "varz General",
            "jsz JetStream",
            "connz Connections",
            "accountz Accounts",
            "accstatz Account Stats",
            "subsz Subscriptions",
            "routez Routes",
            "leafz LeafNodes",
            "gatewayz Gateways",
            "raftz Raft Groups",
            "healthz Health Probe",
            "debug/vars Expvar");

    private FrontPage() {}

    static String of(Server server, String basePath) {
        var page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Soma</title>
                <style>body { font-family: sans-serif; margin: 3em } a { display: block; padding: .2em 0 }</style>
                </head>
                <body>
                """);
        page.append("<h1>Soma ").append(server.version().soma()).append("</h1>\n");
        page.append("<p>answers for nats-server ")
                .append(server.version().nats())
                .append("</p>\n");
        for (String link : LINKS) {
            int blank = link.indexOf(' ');
            page.append("<a href=\"")
                    .append(basePath)
                    .append('/')
                    .append(link, 0, blank)
                    .append("\">")
                    .append(link.substring(blank + 1))
                    .append("</a>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }
}

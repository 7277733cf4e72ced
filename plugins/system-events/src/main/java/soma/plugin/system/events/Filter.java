/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.util.Locale;
import soma.spi.server.Server;
import soma.spi.server.Server.Description;

/** Which servers a request is for. */
final class Filter {
    private Filter() {}

    /** Answers whether this server is meant; it keeps silent otherwise. */
    static boolean admits(Server server, Body body) throws BadBodyException {
        boolean exact = body.flag("exact_match");
        Description description = server.description();
        String cluster = body.text("cluster");
        String domain = body.text("domain");
        boolean named = fits(body.text("server_name"), server.name(), exact);
        boolean hosted = fits(body.text("host"), description.host(), exact);
        boolean tagged = body.texts("tags").stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .allMatch(description.tags()::contains);
        // a server alone is in no cluster and no domain
        return named && hosted && tagged && cluster.isEmpty() && domain.isEmpty();
    }

    private static boolean fits(String wanted, String actual, boolean exact) {
        return wanted.isEmpty() || (exact ? actual.equals(wanted) : actual.contains(wanted));
    }
}

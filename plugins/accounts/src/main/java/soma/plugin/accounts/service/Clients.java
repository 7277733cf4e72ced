/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Admission;
import soma.spi.participant.Participant;
import soma.spi.protocol.SessionView;
import soma.spi.report.Times;
import soma.spi.server.Server;

/** Tells who clients are. Keeps what it made last, since many messages of one client follow each other. Safe for any thread. */
final class Clients {
    private final Server server;
    private volatile @Nullable Known last;

    /** What is told of one client, while nothing about it changes. */
    private record Known(
            String account, Participant client, @Nullable Admission admission, ClientInfo info) {}

    Clients(Server server) {
        this.server = server;
    }

    /** Returns what is told of any client of an account by default: nothing else. */
    static ClientInfo anyOf(String account) {
        return ClientInfo.of(Map.of("acc", account), Map.of(), Map.of(), Map.of());
    }

    /** Returns where clients are connected. */
    Map<String, Object> place() {
        return Map.of("server", server.name());
    }

    /** Returns the last measured time of a ping to a client and back, in nanoseconds; 0 if there is none. */
    long rtt(@Nullable Participant client) {
        SessionView view = view(client);
        return view == null ? 0 : Math.max(0, view.rtt().toNanos());
    }

    /** Returns all that may be told of a client. */
    ClientInfo all(String account, @Nullable Participant client) {
        if (client == null) {
            return ClientInfo.of(Map.of("acc", account), Map.of(), place(), Map.of());
        }
        SessionView view = view(client);
        Admission admission = view == null ? null : view.admission();
        Known known = last;
        if (known == null || !isFor(known, account, client, admission)) {
            known = new Known(account, client, admission, describe(account, client, view, admission));
            last = known;
        }
        Duration rtt = view == null ? Duration.ZERO : view.rtt();
        return known.info.withRtt(Math.max(0, rtt.toNanos()));
    }

    @SuppressWarnings("ReferenceEquality") // one object per client, and one per time that it was admitted
    private static boolean isFor(Known known, String account, Participant client, @Nullable Admission admission) {
        return known.client == client && known.admission == admission && known.account.equals(account);
    }

    private @Nullable SessionView view(@Nullable Participant client) {
        return client == null || client.identity().id() == 0
                ? null
                : server.sessions()
                        .find(client.identity().id())
                        .map(session -> session.view())
                        .orElse(null);
    }

    private ClientInfo describe(
            String account, Participant client, @Nullable SessionView view, @Nullable Admission admission) {
        Map<String, Object> first = new LinkedHashMap<>();
        Map<String, Object> user = new LinkedHashMap<>();
        Map<String, Object> rest = new LinkedHashMap<>();
        if (view != null) {
            first.put("start", Times.rfc3339(view.started()));
            first.put("host", host(view.remoteAddress()));
            first.put("id", client.identity().id());
        }
        first.put("acc", account);
        user.put("user", admission == null ? client.identity().user() : admission.user());
        user.put("name", client.identity().name());
        if (view != null) {
            user.put("lang", view.details().getOrDefault("lang", ""));
            user.put("ver", view.details().getOrDefault("version", ""));
        }
        if (admission != null) {
            List.of("jwt", "issuer_key", "name_tag")
                    .forEach(name -> rest.put(name, admission.details().getOrDefault(name, "")));
            rest.put("tags", admission.tags().isEmpty() ? "" : admission.tags());
        }
        rest.put("kind", client.identity().kind());
        rest.put("client_type", view == null ? "" : clientType(view));
        return ClientInfo.of(ClientInfo.present(first), ClientInfo.present(user), place(), ClientInfo.present(rest));
    }

    /** Only clients have a type; it names the protocol, and the usual one is called {@code nats}. */
    private static String clientType(SessionView view) {
        if (!view.identity().kind().equals("Client")) {
            return "";
        }
        return view.protocol().equals("client") ? "nats" : view.protocol();
    }

    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}

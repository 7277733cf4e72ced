/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import soma.plugin.reports.api.AboutServer;
import soma.spi.protocol.SessionView;
import soma.spi.report.Times;
import soma.spi.server.Server;

/**
 * Tells of those who come and go. Sessions tell it on their loops, where it does no more than take note; events are built on a
 * worker, and only if somebody listens.
 */
final class SessionEvents {
    private static final String CONNECTED = "io.nats.server.advisory.v1.client_connect";
    private static final String DISCONNECTED = "io.nats.server.advisory.v1.client_disconnect";
    private static final String CONNECTIONS = "io.nats.server.advisory.v1.account_connections";

    private final Server server;
    private final SystemAccount system;
    private final SystemAccount global;
    private final AboutServer about;
    private final ClientFields clients;
    private final AccountStatistics statistics;
    private final Mailbox mailbox;
    private final Duration heartbeat;

    /** Sessions that were refused and have not ended yet. */
    private final Set<Long> refused = ConcurrentHashMap.newKeySet();

    /** Accounts whose number of connections has changed and is not told yet. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /**
     * What events are made of.
     *
     * @param system its voice in the system account
     * @param global its voice in the account of those who name none
     */
    record Parts(
            Server server,
            SystemAccount system,
            SystemAccount global,
            AboutServer about,
            ClientFields clients,
            AccountStatistics statistics,
            Mailbox mailbox) {}

    /**
     * Makes events.
     *
     * @param heartbeat how often the connections of an account are told, changed or not
     */
    SessionEvents(Parts parts, Duration heartbeat) {
        this.server = parts.server;
        this.system = parts.system;
        this.global = parts.global;
        this.about = parts.about;
        this.clients = parts.clients;
        this.statistics = parts.statistics;
        this.mailbox = parts.mailbox;
        this.heartbeat = heartbeat;
    }

    /** Begins to tell of accounts from time to time. */
    void start() {
        mailbox.addLater(heartbeat, this::beat);
    }

    private void beat() {
        Set<String> accounts = new HashSet<>();
        server.sessions().forEach(session -> accounts.add(session.view().space()));
        accounts.removeAll(Set.of("", ClientFields.GLOBAL));
        accounts.forEach(this::tellConnections);
        start();
    }

    void admitted(SessionView session) {
        if (session.isListed()) {
            connectionsChanged(session);
            mailbox.add(() -> tell("$SYS.ACCOUNT." + ClientFields.account(session) + ".CONNECT", () -> {
                Map<String, Object> event = event(CONNECTED, now());
                event.put("client", clients.of(session, null));
                return event;
            }));
        }
    }

    /** Takes note; it is told with the reason that monitoring shows, once the session has ended. */
    void refused(SessionView session) {
        refused.add(session.identity().id());
    }

    void closed(SessionView session, String reason) {
        if (!session.isListed()) {
            return;
        }
        Instant stop = now();
        if (!session.space().isEmpty()) {
            connectionsChanged(session);
        }
        if (refused.remove(session.identity().id())) {
            mailbox.add(() -> {
                // who was never admitted is of no account yet, so its owners are those of the account that everyone is
                // in
                tell(global, "$SYS.ACCOUNT.CLIENT.AUTH.ERR", () -> disconnected(session, stop, reason));
                tell("$SYS.SERVER." + server.id() + ".CLIENT.AUTH.ERR", () -> disconnected(session, stop, reason));
            });
        }
        mailbox.add(() -> tell(
                "$SYS.ACCOUNT." + ClientFields.account(session) + ".DISCONNECT",
                () -> disconnected(session, stop, reason)));
    }

    /** Tells something that a plugin has to say. */
    void advise(String subject, String type, Map<String, Object> fields) {
        Instant time = now();
        mailbox.add(() -> tell(subject, () -> {
            Map<String, Object> event = event(type, time);
            event.putAll(fields);
            return event;
        }));
    }

    private Instant now() {
        return server.clock().instant();
    }

    private void connectionsChanged(SessionView session) {
        String account = ClientFields.account(session);
        // of many changes at a time the last one tells all
        if (!account.equals(ClientFields.GLOBAL) && changed.add(account)) {
            mailbox.add(() -> {
                changed.remove(account);
                tellConnections(account);
            });
        }
    }

    private void tellConnections(String account) {
        String older = "$SYS.SERVER.ACCOUNT." + account + ".CONNS";
        String subject = "$SYS.ACCOUNT." + account + ".SERVER.CONNS";
        if (system.isHeard(older) || system.isHeard(subject)) {
            Map<String, Object> event = connections(account);
            system.publish(older, event);
            system.publish(subject, event);
        }
    }

    /** Returns the event that tells how many connections an account has. */
    Map<String, Object> connections(String account) {
        Optional<Map<?, ?>> numbers = statistics.of(account);
        Map<String, Object> event = event(CONNECTIONS, now());
        numbers.orElse(Collections.emptyMap()).forEach((name, value) -> event.put(String.valueOf(name), value));
        return event;
    }

    private Map<String, Object> disconnected(SessionView session, Instant stop, String reason) {
        Map<String, Object> event = event(DISCONNECTED, stop);
        event.put("client", clients.of(session, stop));
        event.put("sent", traffic(session.messagesIn(), session.bytesIn()));
        event.put("received", traffic(session.messagesOut(), session.bytesOut()));
        event.put("reason", reason);
        return event;
    }

    private static Map<String, Object> traffic(long messages, long bytes) {
        Map<String, Object> traffic = new LinkedHashMap<>();
        traffic.put("msgs", messages);
        traffic.put("bytes", bytes);
        return traffic;
    }

    private Map<String, Object> event(String type, Instant time) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("id", system.eventId());
        event.put("timestamp", Times.rfc3339(time));
        event.put("server", about.next());
        return event;
    }

    private void tell(String subject, Supplier<Map<String, Object>> event) {
        tell(system, subject, event);
    }

    private static void tell(SystemAccount voice, String subject, Supplier<Map<String, Object>> event) {
        if (voice.isHeard(subject)) {
            voice.publish(subject, event.get());
        }
    }
}

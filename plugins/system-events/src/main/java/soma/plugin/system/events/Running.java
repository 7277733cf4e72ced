/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.accounts.api.Accounts;
import soma.plugin.reports.api.AboutServer;
import soma.spi.plugin.Lifecycle;
import soma.spi.protocol.SessionListener;
import soma.spi.protocol.SessionView;
import soma.spi.report.AdvisoryListener;
import soma.spi.server.Server;
import soma.spi.server.ServerListener;

/** The parts at work, from when the system account is known to the end of the server. */
final class Running implements Lifecycle, SessionListener, ServerListener, AdvisoryListener {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final int MOST_REQUESTS = 4_096;
    private static final int MOST_EVENTS = 65_536;

    private final Accounts accounts;
    private final AboutServer about;
    private final Duration heartbeat;
    private final Mailbox requests = new Mailbox("system requests", MOST_REQUESTS, this::now);
    private final Mailbox events = new Mailbox("system events", MOST_EVENTS, this::now);
    private volatile @Nullable Server server;
    private volatile @Nullable Parts parts;

    private record Parts(SystemAccount system, SessionEvents sessions, Statistics statistics) {}

    Running(Accounts accounts, AboutServer about, Duration heartbeat) {
        this.about = about;
        this.accounts = accounts;
        this.heartbeat = heartbeat;
    }

    @Override
    public void start(Server starting) {
        server = starting;
    }

    /** All plugins have started now, so the system account is settled. */
    @Override
    public void listen() {
        Server running = server;
        Optional<String> account = accounts.systemAccount();
        if (running == null || account.isEmpty()) {
            LOG.debug("There is no system account, so no system events and requests");
            return;
        }
        SystemAccount system = new SystemAccount(running, account.orElseThrow(), requests);
        Replies replies = new Replies(about);
        ClientFields clients = new ClientFields(accounts);
        AccountStatistics traffic = new AccountStatistics(running);
        Statistics statistics = new Statistics(running, system, about, events);
        SystemAccount global = new SystemAccount(running, ClientFields.GLOBAL, requests);
        SessionEvents sessions = new SessionEvents(
                new SessionEvents.Parts(running, system, global, about, clients, traffic, events), heartbeat);
        new ServerRequests(running, system, about, replies, statistics).listen();
        new AccountRequests(running, accounts, system, replies, traffic, sessions).listen();
        new OwnRequests(running, requests, replies, traffic, clients).listen(account.orElseThrow());
        openAccounts();
        parts = new Parts(system, sessions, statistics);
        requests.start(running.workers());
        events.start(running.workers());
    }

    /** Has a space made for each account that is defined, so that it can be told of before anybody has used it. */
    private void openAccounts() {
        Server running = server;
        if (running != null) {
            accounts.all().forEach(account -> running.spaces().obtain(account.name()));
        }
    }

    @Override
    public void ready() {
        whenOn(all -> {
            all.statistics.start();
            all.sessions.start();
        });
    }

    /** Returns the name of the system account; empty while there is none. */
    String systemAccount() {
        Parts all = parts;
        return all == null ? "" : all.system.name();
    }

    private void whenOn(Consumer<Parts> action) {
        Parts all = parts;
        if (all != null) {
            action.accept(all);
        }
    }

    @Override
    public void admitted(SessionView session) {
        whenOn(all -> all.sessions.admitted(session));
    }

    @Override
    public void refused(SessionView session, String reason) {
        whenOn(all -> all.sessions.refused(session));
    }

    @Override
    public void closed(SessionView session, String reason) {
        whenOn(all -> all.sessions.closed(session, reason));
    }

    @Override
    public void reloaded(List<String> changes) {
        if (!changes.isEmpty()) {
            whenOn(all -> {
                openAccounts();
                all.statistics.changed();
            });
        }
    }

    @Override
    public void advise(String subject, String type, Map<String, Object> fields) {
        whenOn(all -> all.sessions.advise(subject(subject), type, fields));
    }

    @Override
    public void lameDuck() {
        whenOn(all -> all.system.publish(subject("LAMEDUCK"), about.next()));
    }

    @Override
    public void stopping() {
        whenOn(all -> all.system.publish(subject("SHUTDOWN"), about.next()));
    }

    private Instant now() {
        Server running = server;
        return running == null ? Instant.EPOCH : running.clock().instant();
    }

    private String subject(String what) {
        Server running = server;
        return "$SYS.SERVER." + (running == null ? "" : running.id()) + "." + what;
    }

    @Override
    public void stop() {
        requests.close();
        events.close();
        whenOn(all -> all.system.close());
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.reports.api.AboutServer;
import soma.spi.config.Durations;
import soma.spi.message.HeldMessage;
import soma.spi.protocol.Protocol.Session;
import soma.spi.server.Server;

/** Requests to this server, and to all servers. Runs on the worker of requests. */
final class ServerRequests {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRequests.class);
    private static final List<String> DOCUMENTS = List.of(
            "varz",
            "connz",
            "subsz",
            "routez",
            "gatewayz",
            "leafz",
            "accountz",
            "jsz",
            "healthz",
            "expvarz",
            "ipqueuesz",
            "raftz");
    private static final Set<String> KICKED = Set.of("Client", "Leafnode");
    private static final String CLIENT = "Client";
    private static final String LEADER_ONLY = "leader-only";
    private static final long MOST_SECONDS = 15;
    private static final char DELETE = 0x7f;
    private static final int HEALTHY = 200;
    private static final String NOT_TOLD =
            "client does not support Lame Duck Mode or is not ready to receive the notification";

    private final Server server;
    private final SystemAccount system;
    private final AboutServer about;
    private final Replies replies;
    private final Statistics statistics;

    ServerRequests(Server server, SystemAccount system, AboutServer about, Replies replies, Statistics statistics) {
        this.server = server;
        this.system = system;
        this.about = about;
        this.replies = replies;
        this.statistics = statistics;
    }

    /** Begins to listen. */
    void listen() {
        for (String document : DOCUMENTS) {
            both(document.toUpperCase(Locale.ROOT), request -> document(document, request));
        }
        both("IDZ", this::identity);
        both("STATSZ", this::statistics);
        both("PROFILEZ", this::profile);
        system.answer("$SYS.REQ.SERVER.PING", this::statistics);
        one("RELOAD", this::reload);
        one("KICK", this::kick);
        one("LDM", this::lameDuck);
    }

    private void both(String name, SystemAccount.Handler handler) {
        one(name, handler);
        system.answer("$SYS.REQ.SERVER.PING." + name, handler);
    }

    private void one(String name, SystemAccount.Handler handler) {
        system.answer("$SYS.REQ.SERVER." + server.id() + "." + name, handler);
    }

    private void identity(HeldMessage request) {
        if (!request.reply().isEmpty()) {
            // tools read this one as it is, whatever they ask for
            system.publish(request.reply(), about.identity());
        }
    }

    /** Does something with the body of a request that is for this server; tells what is wrong with it otherwise. */
    private void withBody(String name, HeldMessage request, Reading reading) {
        try {
            Body body = Body.read(name, request.payload());
            if (Filter.admits(server, body)) {
                reading.read(body);
            }
        } catch (BadBodyException e) {
            if (!request.reply().isEmpty()) {
                replies.badRequest(system::publish, request, e);
            }
        }
    }

    @FunctionalInterface
    private interface Reading {
        void read(Body body) throws BadBodyException;
    }

    private void document(String document, HeldMessage request) {
        if (request.reply().isEmpty()) {
            return;
        }
        Options options = Options.of(document);
        withBody(options.name(), request, body -> {
            Map<String, String> query = options.query(body);
            if (query.containsKey(LEADER_ONLY)) {
                return; // that is for the leader of a cluster to answer
            }
            try {
                Map<String, Object> report = server.report(document, query);
                if (document.equals("healthz")) {
                    report.putIfAbsent("status_code", HEALTHY);
                    logHealth(report);
                }
                replies.data(system::publish, request, report);
            } catch (IllegalArgumentException e) {
                replies.noData(system::publish, request, String.valueOf(e.getMessage()));
            }
        });
    }

    private static void logHealth(Map<String, Object> report) {
        if (!"ok".equals(report.get("status"))) {
            LOG.warn("Healthcheck failed: \"{}\"", report.get("error"));
        }
    }

    private void statistics(HeldMessage request) {
        withBody("StatszEventOptions", request, body -> {
            if (request.reply().isEmpty()) {
                statistics.tellNow();
            } else {
                replies.send(system::publish, request, statistics.message());
            }
        });
    }

    private void profile(HeldMessage request) {
        if (request.reply().isEmpty()) {
            return;
        }
        withBody("ProfilezEventOptions", request, body -> {
            String name = body.text("name");
            long nanos = body.integer("duration", "time.Duration");
            boolean inTime = nanos > 0 && nanos <= MOST_SECONDS * 1_000_000_000L;
            String error;
            if (name.isEmpty()) {
                error = "Profile name not specified";
            } else if (name.equals("cpu") && !inTime) {
                error = "Duration " + Durations.format(Duration.ofNanos(nanos)) + " should be between 0s and 15s";
            } else {
                error = "Profile " + quoted(name) + " not found";
            }
            replies.data(system::publish, request, noProfile(error));
        });
    }

    private static Map<String, @Nullable Object> noProfile(String error) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("profile", null);
        answer.put("error", error);
        return answer;
    }

    /** Quotes as Go does: whoever reads this may print it. */
    private static String quoted(String name) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == DELETE) {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private void reload(HeldMessage request) {
        withBody("EventFilterOptions", request, body -> {
            try {
                server.reload();
                acknowledge(request);
            } catch (IllegalStateException e) {
                fail(request, String.valueOf(e.getMessage()));
            }
        });
    }

    private void kick(HeldMessage request) {
        if (request.payload().length == 0) {
            return;
        }
        withBody("KickClientReq", request, body -> {
            Session session = find(body);
            if (session == null || !KICKED.contains(kind(session))) {
                fail(request, "no such client or leafnode id");
                return;
            }
            session.close("Kicked");
            acknowledge(request);
        });
    }

    private void lameDuck(HeldMessage request) {
        if (request.payload().length == 0) {
            return;
        }
        withBody("LDMClientReq", request, body -> {
            Session session = find(body);
            if (session == null || !kind(session).equals(CLIENT)) {
                fail(request, "no such client id");
                return;
            }
            if (session.lameDuck()) {
                acknowledge(request);
            } else {
                fail(request, NOT_TOLD);
            }
        });
    }

    private @Nullable Session find(Body body) throws BadBodyException {
        return server.sessions().find(body.id("cid")).orElse(null);
    }

    private static String kind(Session session) {
        return session.view().identity().kind();
    }

    private void acknowledge(HeldMessage request) {
        if (!request.reply().isEmpty()) {
            replies.data(system::publish, request, null);
        }
    }

    private void fail(HeldMessage request, String why) {
        if (!request.reply().isEmpty()) {
            replies.failed(system::publish, request, why);
        }
    }
}

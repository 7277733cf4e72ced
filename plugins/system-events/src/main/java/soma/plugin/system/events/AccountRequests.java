/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.spi.message.HeldMessage;
import soma.spi.server.Server;

/** Requests about accounts, which only the system account may make. Runs on the worker of requests. */
final class AccountRequests {
    private static final String PREFIX = "$SYS.REQ.ACCOUNT.";
    private static final int PREFIX_TOKENS = 3;

    private final Server server;
    private final SystemAccount system;
    private final Replies replies;
    private final AccountStatistics statistics;
    private final SessionEvents events;

    AccountRequests(
            Server server, SystemAccount system, Replies replies, AccountStatistics statistics, SessionEvents events) {
        this.server = server;
        this.system = system;
        this.replies = replies;
        this.statistics = statistics;
        this.events = events;
    }

    /** Begins to listen. */
    void listen() {
        for (String document : List.of("subsz", "connz", "leafz")) {
            each(document.toUpperCase(Locale.ROOT), request -> document(document, request));
        }
        each("JSZ", this::jetStream);
        each("INFO", this::info);
        each("STATZ", request -> statistics(request, account(request)));
        each("CONNS", this::connections);
        system.answer(PREFIX + "PING.STATZ", request -> statistics(request, null));
        system.answer(PREFIX + "NSUBS", this::countSubscriptions);
        system.answer("$SYS.DEBUG.SUBSCRIBERS", this::countSubscribers);
        system.answer("$SYS.REQ.USER.*.INFO", this::noUser);
    }

    private void each(String name, SystemAccount.Handler handler) {
        system.answer(PREFIX + "*." + name, request -> {
            if (!request.reply().isEmpty() && !account(request).equals("PING")) {
                handler.handle(request);
            }
        });
    }

    private static String account(HeldMessage request) {
        return request.subject().split("\\.", PREFIX_TOKENS + 2)[PREFIX_TOKENS];
    }

    private void document(String document, HeldMessage request) {
        Options options = Options.of(document);
        try {
            Map<String, String> query = new HashMap<>(options.query(Body.read(options.name(), request.payload())));
            query.put("acc", account(request));
            if (document.equals("subsz")) {
                query.put("subs", "true");
            }
            replies.data(system::publish, request, server.report(document, query));
        } catch (BadBodyException e) {
            replies.badRequest(system::publish, request, e);
        } catch (IllegalArgumentException e) {
            replies.noData(system::publish, request, String.valueOf(e.getMessage()));
        }
    }

    private void jetStream(HeldMessage request) {
        Map<String, Object> report = server.report("jsz", Map.of("acc", account(request), "accounts", "true"));
        if (report.get("account_details") instanceof List<?> details && details.size() == 1) {
            replies.data(system::publish, request, details.getFirst());
        } else {
            boolean off = Boolean.TRUE.equals(report.get("disabled"));
            String why = off ? "jetstream not enabled" : "account \"" + account(request) + "\" not jetstream enabled";
            replies.noData(system::publish, request, why);
        }
    }

    private void info(HeldMessage request) {
        try {
            Map<String, Object> report = server.report("accountz", Map.of("acc", account(request)));
            replies.data(system::publish, request, report.get("account_detail"));
        } catch (IllegalArgumentException e) {
            replies.noData(system::publish, request, String.valueOf(e.getMessage()));
        }
    }

    /** Tells the traffic of one account, or of those that are asked for; all if none is. */
    private void statistics(HeldMessage request, @Nullable String only) {
        if (request.reply().isEmpty()) {
            return;
        }
        try {
            Body body = Body.read("AccountStatzOptions", request.payload());
            List<String> wanted = only == null ? body.texts("accounts") : List.of(only);
            Map<String, Object> document =
                    statistics.document(name -> wanted.isEmpty() || wanted.contains(name), body.flag("include_unused"));
            boolean none = document.get("account_statz") instanceof List<?> list && list.isEmpty();
            if (only == null || !none) {
                replies.data(system::publish, request, document);
            }
        } catch (BadBodyException e) {
            replies.badRequest(system::publish, request, e);
        }
    }

    private void connections(HeldMessage request) {
        Map<String, Object> event = events.connections(account(request));
        if (event.get("conns") instanceof Number count && count.longValue() > 0) {
            replies.send(system::publish, request, event);
        }
    }

    private void countSubscriptions(HeldMessage request) {
        if (request.reply().isEmpty()) {
            return;
        }
        try {
            Body body = Body.read("NumSubsReq", request.payload());
            number(request, Subscribers.count(server, body.text("acc"), body.text("subject"), body.text("queue")));
        } catch (BadBodyException e) {
            replies.badRequest(system::publish, request, e);
        }
    }

    private void countSubscribers(HeldMessage request) {
        String[] words =
                new String(request.payload(), StandardCharsets.UTF_8).strip().split("\\s+", 3);
        if (!request.reply().isEmpty() && words.length < 3 && !words[0].isEmpty()) {
            number(request, Subscribers.count(server, system.name(), words[0], words.length == 2 ? words[1] : ""));
        }
    }

    private void number(HeldMessage request, long number) {
        system.publish(request.reply(), new byte[0], Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** Only a request that came from the user's own account can tell who the user is. */
    private void noUser(HeldMessage request) {
        if (!request.reply().isEmpty()) {
            Map<String, Object> nobody = new LinkedHashMap<>();
            nobody.put("user", "");
            nobody.put("account", "");
            replies.data(system::publish, request, nobody);
        }
    }
}

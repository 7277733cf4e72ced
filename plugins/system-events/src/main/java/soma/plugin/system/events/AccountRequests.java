/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.plugin.accounts.api.Accounts;
import soma.spi.message.HeldMessage;
import soma.spi.server.Server;

/** Requests about accounts, which only the system account may make. Runs on the worker of requests. */
final class AccountRequests {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRequests.class);
    private static final String PREFIX = "$SYS.REQ.ACCOUNT.";
    private static final int PREFIX_TOKENS = 3;

    private final Server server;
    private final Accounts accounts;
    private final SystemAccount system;
    private final Replies replies;
    private final AccountStatistics statistics;
    private final SessionEvents events;

    AccountRequests(
            Server server,
            Accounts accounts,
            SystemAccount system,
            Replies replies,
            AccountStatistics statistics,
            SessionEvents events) {
        this.server = server;
        this.accounts = accounts;
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
        each("STATZ", request -> {
            if (!account(request).equals("PING")) { // which asks for all
                statistics(request, account(request));
            }
        });
        each("CONNS", this::connections);
        system.answer(PREFIX + "PING.STATZ", request -> statistics(request, null));
        system.answer(PREFIX + "NSUBS", this::countSubscriptions);
        system.answer("$SYS.DEBUG.SUBSCRIBERS", this::countSubscribers);
        system.answer("$SYS.REQ.USER.*.INFO", this::noUser);
    }

    private void each(String name, SystemAccount.Handler handler) {
        system.answer(PREFIX + "*." + name, request -> {
            if (!request.reply().isEmpty()) {
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
            Body body = Body.read(options.name(), request.payload());
            if (!Filter.admits(server, body)) {
                return;
            }
            Map<String, String> query = new HashMap<>(options.query(body));
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
            if (!Filter.admits(server, Body.read("AccInfoEventOptions", request.payload()))) {
                return;
            }
            Map<String, Object> report = server.report("accountz", Map.of("acc", account(request)));
            replies.data(system::publish, request, report.get("account_detail"));
        } catch (BadBodyException e) {
            replies.badRequest(system::publish, request, e);
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
            Body body = Body.read("AccountStatzEventOptions", request.payload());
            if (!Filter.admits(server, body)) {
                return;
            }
            List<String> wanted = only == null ? body.texts("accounts") : List.of(only);
            Map<String, Object> document =
                    statistics.document(name -> wanted.isEmpty() || wanted.contains(name), body.flag("include_unused"));
            boolean none = document.get("account_statz") instanceof List<?> list && list.isEmpty();
            if (wanted.isEmpty() || !none || body.flag("include_unused")) {
                replies.data(system::publish, request, document);
            }
        } catch (BadBodyException e) {
            replies.badRequest(system::publish, request, e);
        }
    }

    /** Tells how many connections an account has. Another server asks this, which takes no other answer. */
    private void connections(HeldMessage request) {
        String account = account(request);
        try {
            String named = Body.read("accNumConnsReq", request.payload()).text("acc");
            Map<String, Object> event = events.connections(account);
            boolean some = event.get("conns") instanceof Number count && count.longValue() > 0;
            if (some && (named.isEmpty() || named.equals(account))) {
                replies.send(system::publish, request, event);
            }
        } catch (BadBodyException e) {
            unanswered(request, e);
        }
    }

    /** Counts subscriptions. Another server asks this, which takes no answer but a number. */
    private void countSubscriptions(HeldMessage request) {
        if (request.reply().isEmpty() || request.payload().length == 0) {
            return;
        }
        try {
            Body body = Body.read("accNumSubsReq", request.payload());
            String account = body.text("acc");
            byte[] queue = Base64.getDecoder().decode(body.text("queue"));
            if (accounts.connections(account) > 0) {
                number(
                        request,
                        Subscribers.count(
                                server, account, body.text("subject"), new String(queue, StandardCharsets.UTF_8)));
            }
        } catch (BadBodyException | IllegalArgumentException e) {
            unanswered(request, e);
        }
    }

    private static void unanswered(HeldMessage request, Exception why) {
        LOG.debug("A request on {} is not answered: {}", request.subject(), why.getMessage());
    }

    /** Counts those who subscribe in the account of whoever asks, which a service import tells in a header. */
    private void countSubscribers(HeldMessage request) {
        if (request.reply().isEmpty()) {
            return;
        }
        String[] words =
                new String(request.payload(), StandardCharsets.UTF_8).strip().split(" ", -1);
        try {
            String account = Requester.accountOf(request).orElse(system.name());
            number(request, Subscribers.count(server, account, words[0], words.length > 1 ? words[1] : ""));
        } catch (BadBodyException e) {
            unanswered(request, e);
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

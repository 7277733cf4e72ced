/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Admission;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.participant.Participant;
import soma.spi.protocol.Protocol.Session;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/**
 * Requests that every account may make, about itself. They are answered in the account's own space, so that nothing of another
 * account can be asked for, whatever the body says. Runs on the worker of requests.
 */
final class OwnRequests {
    private final Server server;
    private final Mailbox requests;
    private final Replies replies;
    private final AccountStatistics statistics;
    private final ClientFields clients;

    OwnRequests(Server server, Mailbox requests, Replies replies, AccountStatistics statistics, ClientFields clients) {
        this.server = server;
        this.requests = requests;
        this.replies = replies;
        this.statistics = statistics;
        this.clients = clients;
    }

    /** Begins to listen, in every account there is and in every one to come. */
    void listen(String systemAccount) {
        server.spaces().forEach(space -> {
            Account account = new Account(space, server.participants().internal("system-events", space));
            account.answer("$SYS.REQ.USER.INFO", (request, asker) -> userInfo(account, request, asker));
            if (!space.name().equals(systemAccount)) {
                account.answer("$SYS.REQ.ACCOUNT.PING.CONNZ", (request, asker) -> connections(account, request));
                account.answer("$SYS.REQ.SERVER.PING.CONNZ", (request, asker) -> connections(account, request));
                account.answer("$SYS.REQ.ACCOUNT.PING.STATZ", (request, asker) -> statistics(account, request));
            }
        });
    }

    /** The server's voice and ears in one account. */
    private final class Account {
        private final SubjectSpace space;
        private final Participant self;

        Account(SubjectSpace space, Participant self) {
            this.space = space;
            this.self = self;
        }

        void answer(String subject, BiConsumer<HeldMessage, @Nullable Participant> handler) {
            Subscriber ear = (subscription, message) -> take(subscription, message, handler);
            self.subscribe(new Subscription(subject, null, subject, ear, Trait.PUBLIC));
        }

        private int take(
                Subscription subscription, Message message, BiConsumer<HeldMessage, @Nullable Participant> handler) {
            if (subscription.isClosed()) {
                return Outcome.SUBSCRIPTION_CLOSED;
            }
            if (!message.reply().isEmpty()) {
                HeldMessage held = message.hold();
                Participant asker = message.source();
                requests.add(() -> handler.accept(held, asker));
            }
            return Outcome.DELIVERED;
        }

        void publish(String subject, byte[] headers, byte[] payload) {
            try (MessageBuffer buffer = new MessageBuffer()) {
                self.publish(buffer.set(subject, "", headers, payload));
            }
        }
    }

    private void connections(Account account, HeldMessage request) {
        Options options = Options.of("connz");
        try {
            Body body = Body.read(options.name(), request.payload());
            if (!Filter.admits(server, body)) {
                return;
            }
            Map<String, String> query = new HashMap<>(options.query(body));
            query.put("acc", account.space.name());
            replies.data(account::publish, request, server.report("connz", query));
        } catch (BadBodyException e) {
            replies.badRequest(account::publish, request, e);
        } catch (IllegalArgumentException e) {
            replies.noData(account::publish, request, String.valueOf(e.getMessage()));
        }
    }

    private void statistics(Account account, HeldMessage request) {
        try {
            Body body = Body.read("AccountStatzEventOptions", request.payload());
            if (!Filter.admits(server, body)) {
                return;
            }
            replies.data(
                    account::publish,
                    request,
                    statistics.document(account.space.name()::equals, body.flag("include_unused")));
        } catch (BadBodyException e) {
            replies.badRequest(account::publish, request, e);
        }
    }

    private void userInfo(Account account, HeldMessage request, @Nullable Participant asker) {
        Session session = asker == null
                ? null
                : server.sessions().find(asker.identity().id()).orElse(null);
        if (session == null) {
            replies.refused(account::publish, request);
            return;
        }
        replies.data(account::publish, request, user(account.space.name(), session));
    }

    private Map<String, Object> user(String account, Session session) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("user", session.view().identity().user());
        user.put("account", account);
        user.put("account_name", clients.accountName(account));
        Admission admission = session.view().admission();
        if (admission == null) {
            return user;
        }
        String name = admission.details().get("user_name");
        if (name != null) {
            user.put("user_name", name);
        }
        Map<String, Object> permissions = admission.authorization().describe();
        if (!permissions.isEmpty()) {
            user.put("permissions", permissions);
        }
        if (admission.expires() != null) {
            Duration left = Duration.between(server.clock().instant(), admission.expires());
            user.put("expires", Math.max(0, left.toNanos()));
        }
        return user;
    }
}

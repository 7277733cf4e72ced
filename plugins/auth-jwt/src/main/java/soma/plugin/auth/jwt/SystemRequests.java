/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import soma.spi.auth.Admission;
import soma.spi.message.HeldMessage;
import soma.spi.message.MessageBuffer;
import soma.spi.participant.Identity;
import soma.spi.participant.Participant;
import soma.spi.participant.Participant.SubscribeResult;
import soma.spi.route.Origin;
import soma.spi.route.Outcome;
import soma.spi.server.Server;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/**
 * This server's voice in the system account. It does not hear itself, so that an answer to a request is another server's. Safe
 * for any thread.
 */
final class SystemRequests {
    private static final byte[] NOTHING = {};

    private final Participant self;
    private final SecureRandom random = new SecureRandom();

    SystemRequests(Server server, String systemAccount) {
        self = server.participants()
                .admit(
                        new Identity(0, "Internal", "auth-jwt", ""),
                        Admission.to(server.spaces().obtain(systemAccount)),
                        Origin.LOCAL,
                        false);
    }

    /** Publishes; returns whether anybody else heard it. */
    boolean publish(String subject, String reply, byte[] payload) {
        try (MessageBuffer buffer = new MessageBuffer()) {
            return self.publish(buffer.set(subject, reply, NOTHING, payload)) == Outcome.DELIVERED;
        }
    }

    /** Answers; whoever asked may be this server's own client. */
    void answer(String reply, byte[] payload) {
        if (!reply.isEmpty()) {
            publish(reply, "", payload);
        }
    }

    /** Subscribes; messages are handed over as copies, on the thread that delivers. */
    Subscription subscribe(String subject, String queue, Consumer<HeldMessage> action) {
        Heard heard = new Heard(self, action);
        Subscription subscription =
                new Subscription(subject, queue.isEmpty() ? null : queue, "jwt:" + subject, heard, Trait.PUBLIC);
        if (self.subscribe(subscription) != SubscribeResult.ACCEPTED) {
            throw new IllegalStateException("cannot subscribe to " + subject);
        }
        return subscription;
    }

    void unsubscribe(Subscription subscription) {
        self.unsubscribe(subscription);
    }

    /** Returns a subject for answers that nobody can guess. */
    String inbox() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return "_INBOX." + HexFormat.of().formatHex(bytes);
    }

    /** Asks other servers for the JWT of an account. */
    CompletionStage<Optional<String>> lookUp(String account, Duration timeout) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        String inbox = inbox();
        Subscription subscription = subscribe(inbox, "", message -> {
            // who does not know it says nothing; another one may
            if (message.payload().length > 0) {
                answer.complete(Optional.of(new String(message.payload(), StandardCharsets.UTF_8).strip()));
            }
        });
        if (!publish("$SYS.REQ.ACCOUNT." + account + ".CLAIMS.LOOKUP", inbox, NOTHING)) {
            answer.complete(Optional.empty());
        }
        return answer.completeOnTimeout(Optional.empty(), timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((token, failure) -> unsubscribe(subscription));
    }

    void close() {
        self.close();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import soma.spi.message.HeldMessage;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/**
 * Asks something in one account and takes the answers, all under one wildcard, so that other servers hear of it once. Safe
 * for any thread.
 */
final class Requester implements Subscriber, AutoCloseable {
    private static final String NAME = "auth-callout";
    private static final int TOKEN = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, CompletableFuture<HeldMessage>> waiting = new ConcurrentHashMap<>();
    private final String inbox;
    private final Participant self;

    Requester(Server server, SubjectSpace space) {
        this.inbox = "$SYS._INBOX." + token() + ".";
        this.self = server.participants().internal(NAME, space);
        self.subscribe(new Subscription(inbox + "*", null, NAME, this, Trait.PUBLIC));
    }

    /**
     * Publishes a request.
     *
     * @param headers the whole header block; may be empty
     * @return the first answer; fails with {@link NobodyListensException} at once if there is nobody to answer. Whoever waits
     *     no longer cancels it
     */
    CompletableFuture<HeldMessage> ask(String subject, byte[] headers, byte[] payload) {
        var answer = new CompletableFuture<HeldMessage>();
        String token = token();
        waiting.put(token, answer);
        var _ = answer.whenComplete((_, _) -> waiting.remove(token));
        int outcome;
        try (var buffer = new MessageBuffer()) {
            outcome = self.publish(buffer.set(subject, inbox + token, headers, payload));
        }
        if (outcome == Outcome.NOBODY) {
            answer.completeExceptionally(new NobodyListensException());
        }
        return answer;
    }

    private String token() {
        var bytes = new byte[TOKEN];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public int deliver(Subscription subscription, Message message) {
        String subject = message.subject().toString();
        CompletableFuture<HeldMessage> answer =
                subject.startsWith(inbox) ? waiting.get(subject.substring(inbox.length())) : null;
        if (answer == null) {
            return Outcome.NOBODY; // too late
        }
        answer.complete(message.hold());
        return Outcome.DELIVERED;
    }

    @Override
    public void close() {
        self.close();
        waiting.values().forEach(answer -> answer.cancel(false));
    }

    /** Nobody is there to be asked. */
    static final class NobodyListensException extends Exception {
        private static final long serialVersionUID = 1;

        NobodyListensException() {
            super("nobody listens");
        }
    }
}

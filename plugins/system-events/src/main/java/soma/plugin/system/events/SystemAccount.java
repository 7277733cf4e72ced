/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import soma.plugin.reports.api.Json;
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

/** The server's voice and ears in an account, the system account as a rule. Safe for any thread. */
final class SystemAccount {
    private static final byte[] NOTHING = {};
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 22;

    private static final Logger LOG = LoggerFactory.getLogger(SystemAccount.class);

    /** Marks what the server itself does, which is traced only for those who want to see all of it. */
    private static final Marker VERBOSE = MarkerFactory.getMarker("VERBOSE");

    private final SecureRandom random = new SecureRandom();
    private final SubjectSpace space;
    private final Participant self;
    private final Mailbox requests;

    /** What it is called in traces. */
    private final String label;

    /** Answers a request. Called on a worker, for one request at a time. */
    @FunctionalInterface
    interface Handler {
        void handle(HeldMessage request);
    }

    /**
     * Makes a voice.
     *
     * @param account  the account's name
     * @param requests has handlers called
     */
    SystemAccount(Server server, String account, Mailbox requests) {
        this.space = server.spaces().obtain(account);
        this.self = server.participants().internal("system-events", space);
        this.requests = requests;
        this.label = account.equals(ClientFields.GLOBAL) ? "ACCOUNT" : "SYSTEM";
    }

    String name() {
        return space.name();
    }

    /** Returns whether anybody would hear of a subject. */
    boolean isHeard(String subject) {
        return space.hasInterest(subject);
    }

    /** Publishes an event. */
    void publish(String subject, Object document) {
        publish(subject, NOTHING, Json.write(document, 0));
    }

    /** Publishes bytes. */
    void publish(String subject, byte[] headers, byte[] payload) {
        if (LOG.isTraceEnabled(VERBOSE)) {
            LOG.trace(VERBOSE, "{} - <<- [PUB {}  {}]", label, subject, headers.length + payload.length);
            LOG.trace(VERBOSE, "{} - <<- MSG_PAYLOAD: [{}]", label, shown(payload));
        }
        try (MessageBuffer buffer = new MessageBuffer()) {
            self.publish(buffer.set(subject, "", headers, payload));
        }
    }

    private static String shown(byte[] payload) {
        return new String(Json.write(new String(payload, UTF_8), 0), UTF_8);
    }

    /** Has requests on a subject answered. */
    void answer(String subject, Handler handler) {
        LOG.trace(VERBOSE, "{} - <<- [SUB {} {}]", label, subject, subject);
        self.subscribe(new Subscription(subject, null, subject, new Ear(requests, handler), Trait.PUBLIC));
    }

    /** Hands requests over. */
    record Ear(Mailbox requests, Handler handler) implements Subscriber {
        @Override
        public int deliver(Subscription subscription, Message message) {
            if (subscription.isClosed()) {
                return Outcome.SUBSCRIPTION_CLOSED;
            }
            HeldMessage held = message.hold();
            requests.add(() -> handler.handle(held));
            return Outcome.DELIVERED;
        }
    }

    /** Returns an id for an event: 22 digits to the base of 62. */
    String eventId() {
        var id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }

    void close() {
        self.close();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.kernel.client.ClientError.Level;
import soma.kernel.lane.Words;

/** What {@code -ERR} says, word for word as nats-server has it, since clients compare it; and what the log says of it. */
final class ClientErrors {
    static final ClientError CONTROL_LINE = ClientError.reported("maximum control line exceeded");
    static final ClientError AUTHORIZATION = ClientError.of("Authorization Violation");
    static final ClientError AUTHENTICATION_TIMEOUT = ClientError.of("Authentication Timeout");
    static final ClientError AUTHENTICATION_EXPIRED = ClientError.of("User Authentication Expired");
    static final ClientError MAX_CONNECTIONS = ClientError.reported("maximum connections exceeded");
    static final ClientError THROTTLED = ClientError.of("Connection throttling is active. Please try again later.");
    static final ClientError PROTOCOL_VERSION = ClientError.reported("invalid client protocol");
    static final ClientError NO_RESPONDERS = ClientError.reported("no responders requires headers support");
    static final ClientError PUBLISH_SUBJECT = ClientError.of("Invalid Publish Subject");
    static final ClientError SUBJECT = ClientError.of("Invalid Subject");
    static final ClientError MAX_SUBSCRIPTIONS = ClientError.reported("maximum subscriptions exceeded");
    static final ClientError STALE =
            new ClientError("Stale Connection", Level.DEBUG, "Stale Client Connection - Closing");

    /** How much of what cannot be parsed is logged. */
    private static final int SNIPPET = 32;

    private ClientErrors() {}

    /** What is no operation, as it begins. */
    static ClientError unknownOperation(MemorySegment memory, long from, long to) {
        int length = (int) Math.min(SNIPPET, to - from);
        return ClientError.reported(
                "Unknown Protocol Operation",
                "Client parser ERROR, proto='" + GoQuote.quote(Words.bytes(memory, from, length)) + "...'");
    }

    static ClientError maxPayload(int size, int limit) {
        return ClientError.reported("Maximum Payload Violation", "maximum payload exceeded: " + size + " vs " + limit);
    }

    static ClientError publishDenied(byte[] subject) {
        String quoted = GoQuote.quote(subject);
        return ClientError.reported(
                "Permissions Violation for Publish to " + quoted, "Publish Violation - Subject " + quoted);
    }

    static ClientError replyDenied(String reply) {
        String quoted = GoQuote.quote(reply);
        return ClientError.reported(
                "Permissions Violation for Publish with Reply of " + quoted, "Publish Violation - Reply " + quoted);
    }

    static ClientError subscriptionDenied(String subject, @Nullable String queue, String id) {
        String log = "Subscription Violation - Subject " + GoQuote.quote(subject)
                + (queue == null ? "" : ", Queue: " + GoQuote.quote(queue));
        return ClientError.reported(subscriptionDenied(subject, queue), log + ", SID " + id);
    }

    private static String subscriptionDenied(String subject, @Nullable String queue) {
        return "Permissions Violation for Subscription to " + named(subject, queue);
    }

    private static String named(String subject, @Nullable String queue) {
        return GoQuote.quote(subject) + (queue == null ? "" : " using queue " + GoQuote.quote(queue));
    }

    /** A subscription that was permitted before. */
    static ClientError subscriptionWithdrawn(String subject, @Nullable String queue, String id) {
        String sid = " (sid " + GoQuote.quote(id) + ")";
        return new ClientError(
                subscriptionDenied(subject, queue) + sid,
                Level.INFO,
                "Removed sub " + named(subject, queue) + sid + " - not authorized");
    }

    static ClientError tooManyTokens(String subject, String id) {
        return ClientError.reported(
                subscriptionDenied(subject, null) + ", too many tokens",
                "Subscription Violation Too Many Tokens - Subject " + GoQuote.quote(subject) + ", SID " + id);
    }

    /** Returns the line that tells a client of an error. */
    static byte[] line(String text) {
        return ("-ERR '" + text + "'\r\n").getBytes(StandardCharsets.UTF_8);
    }
}

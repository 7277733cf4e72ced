/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The texts of {@code -ERR}, word for word as nats-server has them: clients compare them. */
final class ClientErrors {
    static final String UNKNOWN_OPERATION = "Unknown Protocol Operation";
    static final String CONTROL_LINE = "maximum control line exceeded";
    static final String AUTHORIZATION = "Authorization Violation";
    static final String AUTHENTICATION_TIMEOUT = "Authentication Timeout";
    static final String AUTHENTICATION_EXPIRED = "User Authentication Expired";
    static final String MAX_CONNECTIONS = "maximum connections exceeded";
    static final String THROTTLED = "Connection throttling is active. Please try again later.";
    static final String PROTOCOL_VERSION = "invalid client protocol";
    static final String NO_RESPONDERS = "no responders requires headers support";
    static final String MAX_PAYLOAD = "Maximum Payload Violation";
    static final String PUBLISH_SUBJECT = "Invalid Publish Subject";
    static final String SUBJECT = "Invalid Subject";
    static final String MAX_SUBSCRIPTIONS = "maximum subscriptions exceeded";
    static final String STALE = "Stale Connection";

    private ClientErrors() {}

    static String publishDenied(byte[] subject) {
        return "Permissions Violation for Publish to " + GoQuote.quote(subject);
    }

    static String replyDenied(String reply) {
        return "Permissions Violation for Publish with Reply of " + GoQuote.quote(reply);
    }

    static String subscriptionDenied(String subject) {
        return "Permissions Violation for Subscription to " + GoQuote.quote(subject);
    }

    static String subscriptionDenied(String subject, String queue) {
        return subscriptionDenied(subject) + " using queue " + GoQuote.quote(queue);
    }

    static String subscriptionWithdrawn(String subject, @Nullable String queue, String id) {
        String what = queue == null ? subscriptionDenied(subject) : subscriptionDenied(subject, queue);
        return what + " (sid " + GoQuote.quote(id) + ")";
    }

    static String tooManyTokens(String subject) {
        return subscriptionDenied(subject) + ", too many tokens";
    }

    /** Returns the line that tells a client of an error. */
    static byte[] line(String text) {
        return ("-ERR '" + text + "'\r\n").getBytes(StandardCharsets.UTF_8);
    }
}

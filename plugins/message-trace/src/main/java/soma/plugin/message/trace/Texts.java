/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.message.trace;

import soma.spi.route.Outcome;

/** The texts of errors in traces, word for word as nats-server has them. */
final class Texts {
    private static final int DELETE = 0x7f;

    private Texts() {}

    /** Returns why a subscription did not get a message; empty if it did. */
    static String notDelivered(int outcome) {
        return switch (outcome) {
            case Outcome.DELIVERED -> "";
            case Outcome.ECHO_SUPPRESSED -> "Not delivered because of no echo";
            case Outcome.DENIED -> "Not delivered because subscription denies this subject";
            case Outcome.SUBSCRIPTION_CLOSED -> "Not delivered because subscription is closed";
            case Outcome.LIMIT_REACHED -> "Not delivered because auto-unsubscribe exceeded";
            case Outcome.CONGESTED -> "Not delivered because fast producer not stalled and consumer is slow";
            default -> "Not delivered because client is closed";
        };
    }

    /** Returns why another server did not get a message; empty if it did. */
    static String notRelayed(int outcome) {
        return outcome == Outcome.DENIED
                ? "Not delivered because publish denied for this subject"
                : notDelivered(outcome);
    }

    /** Returns what a client is told that may not publish on a subject. */
    static String publishDenied(String subject) {
        return "Permissions Violation for Publish to " + quoted(subject);
    }

    /** Returns what a client is told that may not ask for answers on a subject. */
    static String replyDenied(String reply) {
        return "Permissions Violation for Publish with Reply of " + quoted(reply);
    }

    /** Returns a text in quotes, with what does not show escaped, so that it cannot be taken for anything else. */
    static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c == DELETE) {
                quoted.append(String.format("\\x%02x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import soma.spi.auth.Authorization;
import soma.spi.message.Message;
import soma.spi.subject.Subjects;

/**
 * Permissions made of lists of patterns.
 *
 * @param mayNotPublish   what publishing is denied
 * @param publishOnGrant  what may be published in answer to a request only
 * @param mayNotSubscribe what subscribing is denied
 * @param mayNotReceive   what is kept from subscriptions that are wider
 */
public record TestPermissions(
        List<String> mayNotPublish,
        List<String> publishOnGrant,
        List<String> mayNotSubscribe,
        List<String> mayNotReceive)
        implements Authorization {
    /** Denies receiving only. */
    public static TestPermissions receivingAllBut(String... patterns) {
        return new TestPermissions(List.of(), List.of(), List.of(), List.of(patterns));
    }

    /** Denies publishing, but in answer to a request. */
    public static TestPermissions answering(String... patterns) {
        return new TestPermissions(List.of(), List.of(patterns), List.of(), List.of());
    }

    @Override
    public Verdict mayPublish(String subject) {
        if (isAny(mayNotPublish, subject)) {
            return Verdict.NO;
        }
        return isAny(publishOnGrant, subject) ? Verdict.IF_GRANTED : Verdict.YES;
    }

    @Override
    public Verdict maySubscribe(String subject, @Nullable String queue) {
        return mayNotSubscribe.stream().anyMatch(denied -> Subjects.isSubset(subject, denied))
                ? Verdict.NO
                : Verdict.YES;
    }

    @Override
    public boolean mayReceive(String subject, @Nullable String queue) {
        return !isAny(mayNotReceive, subject);
    }

    @Override
    public @Nullable ReplyGrants openReplyGrants() {
        return publishOnGrant.isEmpty() ? null : new OneAnswerEach();
    }

    private static boolean isAny(List<String> patterns, String subject) {
        return patterns.stream().anyMatch(pattern -> Subjects.matches(pattern, subject));
    }

    /** Grants one answer per request. Used on one thread only. */
    private static final class OneAnswerEach implements ReplyGrants {
        private final Set<String> granted = new HashSet<>();

        @Override
        public void requestDelivered(Message message) {
            granted.add(message.reply().toString());
        }

        @Override
        public boolean use(String subject) {
            return granted.remove(subject);
        }
    }
}

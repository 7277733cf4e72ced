/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import soma.spi.participant.Participant;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.subject.Subjects;

/** Counts the subscriptions of clients, for those who look for what is wrong. */
final class Subscribers {
    private Subscribers() {}

    /**
     * Returns how many there are in an account.
     *
     * @param subject one that messages may have, or a wildcard for all subscriptions within it
     * @param queue   the queue group that counts; empty for all and none
     */
    static long count(Server server, String account, String subject, String queue) {
        Optional<SubjectSpace> space = server.spaces().find(account);
        if (space.isEmpty() || !Subjects.isSubscribable(subject)) {
            return 0;
        }
        AtomicLong count = new AtomicLong();
        space.get().forEach(subscription -> {
            if (isOfClient(subscription)
                    && (queue.isEmpty() || queue.equals(subscription.queue()))
                    && concerns(subscription.subject(), subject)) {
                count.incrementAndGet();
            }
        });
        return count.get();
    }

    private static boolean isOfClient(Subscription subscription) {
        Participant owner = subscription.subscriber().owner();
        return owner != null && owner.identity().kind().equals("Client");
    }

    private static boolean concerns(String subscribed, String subject) {
        return Subjects.isLiteral(subject)
                ? Subjects.matches(subscribed, subject)
                : Subjects.isSubset(subscribed, subject);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.Assembly;
import soma.kernel.lane.Lanes;
import soma.kernel.options.CoreOptions;
import soma.kernel.route.TestPermissions;
import soma.kernel.space.SpaceTable;
import soma.spi.auth.Admission;
import soma.spi.auth.Limits;
import soma.spi.message.Message;
import soma.spi.message.MessageBuffer;
import soma.spi.participant.Identity;
import soma.spi.participant.Participant;
import soma.spi.participant.Participant.SubscribeResult;
import soma.spi.route.Origin;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

class ParticipantTest {
    private final Lanes lanes = new Lanes();
    private final SpaceTable spaces = new SpaceTable(() -> Assembly.EMPTY, lanes);
    private final ParticipantTable participants = new ParticipantTable(lanes, spaces, () -> CoreOptions.DEFAULTS);
    private final List<Subscription> got = new ArrayList<>();

    @AfterEach
    void free() {
        lanes.close();
    }

    private Participant admit(Admission admission, boolean echo) {
        return participants.admit(new Identity(7, "Client", "", ""), admission, Origin.LOCAL, echo);
    }

    private Admission everything() {
        return Admission.to(spaces.defaultSpace());
    }

    /** Returns a subscription whose subscriber belongs to a participant. */
    private Subscription subscription(Participant owner, String subject, @Nullable String queue, Trait trait) {
        Subscriber subscriber = new Subscriber() {
            @Override
            public int deliver(Subscription subscription, Message message) {
                got.add(subscription);
                return Outcome.DELIVERED;
            }

            @Override
            public Participant owner() {
                return owner;
            }
        };
        return new Subscription(subject, queue, "1", subscriber, trait);
    }

    private static int publish(Participant source, String subject) {
        try (MessageBuffer buffer = new MessageBuffer()) {
            return source.publish(buffer.set(subject, "x".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void whoWantsNoEchoGetsNoneButAProxyDoes() {
        Participant quiet = admit(everything(), false);
        Subscription own = subscription(quiet, "foo", null, Trait.PUBLIC);
        Subscription proxy = subscription(quiet, "foo", null, Trait.PROXY);
        quiet.subscribe(own);
        assertEquals(Outcome.NOBODY, publish(quiet, "foo"));
        quiet.subscribe(proxy);
        assertEquals(Outcome.DELIVERED, publish(quiet, "foo"));
        assertEquals(List.of(proxy), got);
        got.clear();
        assertEquals(Outcome.DELIVERED, publish(admit(everything(), false), "foo"));
        assertEquals(2, got.size());
    }

    @Test
    void aQueueGroupPassesOverThePublisherWhoWantsNoEcho() {
        Participant quiet = admit(everything(), false);
        Participant other = admit(everything(), true);
        Subscription theirs = subscription(other, "foo", "w", Trait.PUBLIC);
        quiet.subscribe(subscription(quiet, "foo", "w", Trait.PUBLIC));
        other.subscribe(theirs);
        for (int i = 0; i < 20; i++) {
            assertEquals(Outcome.DELIVERED, publish(quiet, "foo"));
            assertSame(theirs, got.getLast());
        }
    }

    @Test
    void subscribingIsCheckedAndCountsItsLimit() {
        Admission narrow = everything()
                .with(new Limits(2, -1, -1))
                .with(new TestPermissions(List.of(), List.of(), List.of("secret.>"), List.of()));
        Participant participant = admit(narrow, true);
        assertEquals(SubscribeResult.DENIED, subscribe(participant, "secret.x"));
        assertEquals(SubscribeResult.INVALID_SUBJECT, subscribe(participant, "a..b"));
        Subscription first = subscription(participant, "a", null, Trait.PUBLIC);
        assertEquals(SubscribeResult.ACCEPTED, participant.subscribe(first));
        assertEquals(SubscribeResult.ACCEPTED, participant.subscribe(first));
        assertEquals(SubscribeResult.ACCEPTED, subscribe(participant, "b"));
        assertEquals(SubscribeResult.LIMIT_REACHED, subscribe(participant, "c"));
        participant.unsubscribe(first);
        assertEquals(SubscribeResult.ACCEPTED, subscribe(participant, "c"));
        assertEquals(2, participant.space().subscriptions());
    }

    private SubscribeResult subscribe(Participant participant, String subject) {
        return participant.subscribe(subscription(participant, subject, null, Trait.PUBLIC));
    }

    @Test
    void pluginsHaveNeitherPermissionsNorLimits() {
        Participant internal = participants.internal("plugin", spaces.defaultSpace());
        for (int i = 0; i < 100; i++) {
            assertEquals(SubscribeResult.ACCEPTED, subscribe(internal, "s" + i));
        }
        assertEquals(0, internal.identity().id());
        assertNull(internal.replyGrants());
        assertEquals(Outcome.DELIVERED, publish(internal, "s5"));
    }

    @Test
    void closingEndsItsSubscriptionsAndItsPublishing() {
        Participant participant = admit(everything(), true);
        Subscription own = subscription(participant, "foo", null, Trait.PUBLIC);
        participant.subscribe(own);
        participant.close();
        participant.close();
        assertTrue(own.isClosed());
        assertEquals(0, spaces.defaultSpace().subscriptions());
        assertEquals(Outcome.NOBODY, publish(participant, "foo"));
        Subscription late = subscription(participant, "foo", null, Trait.PUBLIC);
        participant.subscribe(late);
        assertEquals(0, spaces.defaultSpace().subscriptions());
        participants.internal("other", spaces.defaultSpace());
        assertEquals(Outcome.NOBODY, publish(admit(everything(), true), "foo"));
    }

    @Test
    void aMessageIsMarkedWithWhoPublishesAndWhereItEntered() {
        Participant participant = participants.admit(
                new Identity(7, "Leafnode", "", ""), everything(), Origin.of(Origin.Scope.EDGE, "east"), true);
        List<Object> seen = new ArrayList<>();
        spaces.defaultSpace()
                .add(new Subscription(
                        "foo",
                        null,
                        "1",
                        (s, m) -> {
                            seen.add(String.valueOf(m.source()));
                            seen.add(m.origin());
                            return Outcome.DELIVERED;
                        },
                        Trait.PUBLIC));
        publish(participant, "foo");
        assertEquals(List.of("Leafnode 7", Origin.of(Origin.Scope.EDGE, "east")), seen);
    }
}

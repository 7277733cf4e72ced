/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.participant;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.kernel.index.Member;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Lanes;
import soma.kernel.options.CoreOptions;
import soma.kernel.route.Profile;
import soma.kernel.route.Publisher;
import soma.kernel.space.Space;
import soma.spi.annotation.HotPath;
import soma.spi.auth.Admission;
import soma.spi.auth.Authorization;
import soma.spi.auth.Authorization.ReplyGrants;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.participant.Identity;
import soma.spi.participant.Participant;
import soma.spi.route.Origin;
import soma.spi.route.Outcome;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.subject.Subjects;

/**
 * Someone who publishes and subscribes. Publishing takes the lane of whatever thread calls; the subscriptions are guarded, so
 * that internal participants may be used from any thread.
 */
public final class SessionParticipant implements Participant {
    private final Identity identity;
    private final Admission admission;
    private final Origin origin;
    private final boolean echo;
    private final Surroundings around;
    private final Profile profile;
    private final @Nullable ReplyGrants replyGrants;
    private final Map<Subscription, Member> subscriptions = Collections.synchronizedMap(new IdentityHashMap<>(4));
    private volatile boolean closed;

    /** What a participant needs of the server. */
    record Surroundings(Lanes lanes, Space space, Supplier<CoreOptions> options) {}

    SessionParticipant(Identity identity, Admission admission, Origin origin, boolean echo, Surroundings around) {
        this.identity = identity;
        this.admission = admission;
        this.origin = origin;
        this.echo = echo;
        this.around = around;
        this.profile = around.space().acquire(new Profile.Key(admission.authorization(), origin, true));
        this.replyGrants = admission.authorization().openReplyGrants();
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public SubjectSpace space() {
        return around.space();
    }

    /** Returns the kernel's side of its space. */
    public Space ownSpace() {
        return around.space();
    }

    /** Returns what it was granted. */
    public Admission admission() {
        return admission;
    }

    @Override
    public Authorization authorization() {
        return admission.authorization();
    }

    @Override
    public @Nullable ReplyGrants replyGrants() {
        return replyGrants;
    }

    @Override
    public boolean echo() {
        return echo;
    }

    /** Returns what publishes for it on a lane; to be called and used on that lane only. */
    public Publisher publisher(Lane lane) {
        return profile.on(lane);
    }

    @Override
    @HotPath
    public int publish(Message message) {
        if (closed) {
            return Outcome.NOBODY;
        }
        message.source(this);
        message.origin(origin);
        Lane lane = around.lanes().enter();
        try {
            return profile.on(lane).publish(message);
        } finally {
            around.lanes().exit(lane);
        }
    }

    @Override
    public SubscribeResult subscribe(Subscription subscription) {
        return subscribe(new Member(subscription, null));
    }

    /** Subscribes with a member, which may stage its deliveries directly. */
    public SubscribeResult subscribe(Member member) {
        Subscription subscription = member.subscription();
        String subject = subscription.subject();
        if (!maySubscribe(subject, subscription.queue())) {
            return SubscribeResult.DENIED;
        }
        if (isFull()) {
            return SubscribeResult.LIMIT_REACHED;
        }
        if (!Space.isSubscribable(subject)) {
            return SubscribeResult.INVALID_SUBJECT;
        }
        subscribeChecked(member);
        return SubscribeResult.ACCEPTED;
    }

    /** Subscribes with a member that was found to be permitted, subscribable and within the limit. */
    public void subscribeChecked(Member member) {
        Subscription subscription = member.subscription();
        if (subscriptions.putIfAbsent(subscription, member) == null) {
            around.space().add(member);
            if (closed) {
                unsubscribe(subscription);
            }
        }
    }

    /** Returns whether permissions allow a subscription. */
    public boolean maySubscribe(String subject, @Nullable String queue) {
        return admission.authorization().maySubscribe(subject, queue) == Verdict.YES;
    }

    /** Returns whether permissions allow a subscription to a subject given as bytes. */
    public boolean maySubscribe(ByteView subject, @Nullable String queue) {
        return admission.authorization().maySubscribe(subject, queue) == Verdict.YES;
    }

    /** Returns whether a subject has more tokens than a subscription may have. */
    public boolean hasTooManyTokens(String subject) {
        int most = around.options().get().limits().maxSubTokens();
        return most > 0 && identity.id() > 0 && Subjects.tokens(subject) > most;
    }

    /** Returns whether it has as many subscriptions as it may have. */
    public boolean isFull() {
        int own = admission.limits().maxSubscriptions();
        int most = own >= 0 ? own : around.options().get().limits().maxSubscriptions();
        boolean limited = identity.id() > 0 && (own >= 0 || most > 0);
        return limited && subscriptions.size() >= most;
    }

    /** Returns how many subscriptions it has. */
    public int subscriptions() {
        return subscriptions.size();
    }

    @Override
    public void unsubscribe(Subscription subscription) {
        Member member = subscriptions.remove(subscription);
        if (member != null) {
            around.space().remove(member);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (Subscription subscription : List.copyOf(subscriptions.keySet())) {
            unsubscribe(subscription);
        }
        around.space().release(profile);
    }

    @Override
    public String toString() {
        return identity.kind() + " " + identity.id();
    }
}

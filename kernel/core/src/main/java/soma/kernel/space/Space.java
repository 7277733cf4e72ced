/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.space;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import soma.kernel.index.IndexVisitor;
import soma.kernel.index.MatchSet;
import soma.kernel.index.Member;
import soma.kernel.index.SubjectIndex;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Lanes;
import soma.kernel.route.Profile;
import soma.kernel.route.RouteCompilers;
import soma.kernel.route.RouteUse;
import soma.spi.auth.Authorization;
import soma.spi.message.Message;
import soma.spi.route.Interest;
import soma.spi.route.Origin;
import soma.spi.space.InterestListener;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.subject.Subjects;

/** One subject space. Its lock orders changes; it is never held while anyone outside is called. Safe for any thread. */
public final class Space implements SubjectSpace {
    /** More tokens than this no control line of the default length can hold; matching walks them one by one. */
    private static final int MOST_TOKENS = 2_048;

    private final String name;
    private final Lanes lanes;
    private final RouteCompilers compilers;
    private final SubjectIndex index = new SubjectIndex();
    private final InterestLog log = new InterestLog();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Profile.Key, Shared> profiles = new HashMap<>();
    private final Map<Origin, Profile> locals = new ConcurrentHashMap<>();
    private final IdentityHashMap<Subscription, Member> members = new IdentityHashMap<>();

    private RouteUse ended = RouteUse.NONE;
    private long inserts;

    /** A profile and how many participants use it. */
    private static final class Shared {
        private final Profile profile;
        private int users;

        private Shared(Profile profile) {
            this.profile = profile;
        }
    }

    Space(String name, Lanes lanes, RouteCompilers compilers) {
        this.name = name;
        this.lanes = lanes;
        this.compilers = compilers;
    }

    @Override
    public String name() {
        return name;
    }

    /** Returns whether a subject can be subscribed to. */
    public static boolean isSubscribable(String subject) {
        boolean fewTokens = subject.length() < 2 * MOST_TOKENS; // each has a byte at least, and a dot before the next
        return Subjects.isSubscribable(subject) && (fewTokens || Subjects.tokens(subject) <= MOST_TOKENS);
    }

    @Override
    public void add(Subscription subscription) {
        if (!isSubscribable(subscription.subject())) {
            throw new IllegalArgumentException("subject '" + subscription.subject()
                    + "' (expected: tokens that are not empty, > only at the end)");
        }
        change(() -> {
            Member member = new Member(subscription, null);
            if (members.putIfAbsent(subscription, member) == null) {
                addMember(member);
            }
        });
    }

    @Override
    public void remove(Subscription subscription) {
        change(() -> {
            Member member = members.remove(subscription);
            if (member != null) {
                removeMember(member);
            }
        });
    }

    /** Adds a member whose subject is known to be subscribable. */
    public void add(Member member) {
        change(() -> addMember(member));
    }

    /** Removes a member; does nothing when it is not there. */
    public void remove(Member member) {
        change(() -> removeMember(member));
    }

    private void addMember(Member member) {
        index.add(member);
        inserts++;
        record(listener -> listener.subscribed(this, member.subscription()));
    }

    private void removeMember(Member member) {
        member.subscription().close();
        if (index.remove(member)) {
            record(listener -> listener.unsubscribed(this, member.subscription()));
        }
    }

    @Override
    public void addInterest(Interest interest) {
        change(() -> {
            index.add(interest);
            record(listener -> listener.interestAdded(this, interest));
        });
    }

    @Override
    public void removeInterest(Interest interest) {
        change(() -> {
            Interest removed = index.remove(interest);
            if (removed != null) {
                record(listener -> listener.interestRemoved(this, removed));
            }
        });
    }

    @Override
    public Registration listen(InterestListener listener) {
        change(() -> log.join(listener, state()));
        return () -> log.leave(listener);
    }

    private List<Consumer<InterestListener>> state() {
        List<Consumer<InterestListener>> state = new ArrayList<>();
        index.forEach(new IndexVisitor() {
            @Override
            public void member(Member member) {
                state.add(listener -> listener.subscribed(Space.this, member.subscription()));
            }

            @Override
            public void interest(Interest interest) {
                state.add(listener -> listener.interestAdded(Space.this, interest));
            }
        });
        return state;
    }

    private void record(Consumer<InterestListener> change) {
        List<InterestListener> told = log.attending(this);
        if (!told.isEmpty()) {
            log.record(told, change);
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
        log.drain();
    }

    @Override
    public int publish(Message message) {
        Lane lane = lanes.enter();
        try {
            return local(message.origin()).on(lane).publish(message);
        } finally {
            lanes.exit(lane);
        }
    }

    @Override
    public boolean hasInterest(String literal) {
        Lane lane = lanes.enter();
        try {
            byte[] subject = literal.getBytes(StandardCharsets.UTF_8);
            MatchSet matches = new MatchSet();
            index.match(lane.tailBuffer().subject(subject), 0, subject.length, matches);
            return !matches.isEmpty();
        } finally {
            lanes.exit(lane);
        }
    }

    @Override
    public int subscriptions() {
        return index.size();
    }

    @Override
    public void forEach(Consumer<Subscription> action) {
        List<Subscription> present = new ArrayList<>();
        lock.lock();
        try {
            index.forEach(new IndexVisitor() {
                @Override
                public void member(Member member) {
                    present.add(member.subscription());
                }

                @Override
                public void interest(Interest interest) {
                    // what relays want is no subscription of this server
                }
            });
        } finally {
            lock.unlock();
        }
        present.forEach(action);
    }

    @Override
    public Statistics statistics() {
        RouteUse use;
        long inserted;
        long present = index.size();
        lock.lock();
        try {
            use = ended;
            for (Shared shared : profiles.values()) {
                use = use.plus(shared.profile.use());
            }
            inserted = inserts;
        } finally {
            lock.unlock();
        }
        return new Statistics(
                present,
                inserted,
                inserted - present,
                use.lookups(),
                use.hits(),
                use.kept(),
                use.widest(),
                use.totalFanout());
    }

    /** Returns the index, for matching. */
    public SubjectIndex index() {
        return index;
    }

    @Override
    public void invalidateRoutes() {
        index.generations().changed();
    }

    /** Returns the profile of what plugins publish straight into the space; kept, as there are few origins. */
    private Profile local(Origin origin) {
        Profile known = locals.get(origin);
        return known != null
                ? known
                : locals.computeIfAbsent(
                        origin, from -> acquire(new Profile.Key(Authorization.ALLOW_ALL, from, false)));
    }

    /** Returns a profile for a participant, to be given back by {@link #release}. */
    public Profile acquire(Profile.Key key) {
        lock.lock();
        try {
            Shared shared = profiles.computeIfAbsent(key, k -> new Shared(new Profile(this, index, compilers, k)));
            shared.users++;
            return shared.profile;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back a profile; with its last participant its routes are forgotten. */
    public void release(Profile profile) {
        lock.lock();
        try {
            Shared shared = profiles.get(profile.key());
            if (shared != null && --shared.users == 0) {
                profiles.remove(profile.key());
                ended = ended.plus(profile.use().ended());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

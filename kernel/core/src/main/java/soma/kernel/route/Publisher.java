/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.index.Generations;
import soma.kernel.index.MatchSet;
import soma.kernel.index.Member;
import soma.kernel.lane.ClientSink;
import soma.kernel.lane.Frame;
import soma.kernel.lane.Lane;
import soma.kernel.lane.Words;
import soma.spi.annotation.HotPath;
import soma.spi.auth.Authorization.Verdict;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.route.PublishTap;
import soma.spi.route.Route;
import soma.spi.route.RouteStep;
import soma.spi.route.RouteVisitor;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/**
 * Publishes under one profile on one lane: finds the route of a subject, compiling it when it is worth keeping, and runs it.
 * Confined to its lane.
 */
@HotPath
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    /** The outcome of a message whose reply subject its publisher may not use. */
    public static final int REPLY_DENIED = -1;

    /** So many subjects are remembered as having failed to compile, so that each is logged once. */
    private static final int FAILURES_KEPT = 1_000;

    /** The route of a subject that could not be compiled: it reaches nobody, and is compiled again after a change. */
    private static final Route FAILED = new Route() {
        @Override
        public int execute(Message message) {
            return Outcome.NOBODY;
        }

        @Override
        public int execute(Message message, RouteVisitor visitor) {
            visitor.step(new RouteStep.Failed(message.target().toString()));
            return Outcome.NOBODY;
        }
    };

    private final Profile profile;
    private final Lane lane;
    private final Generations generations;
    private final RouteCache cache = new RouteCache();
    private final Frame probe;
    private final ByteView tapped = new ByteView();
    private final ByteView subject = new ByteView();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private @Nullable MatchSet idle = new MatchSet();
    private final DeliverOnce once;
    private byte[] missed = {};

    Publisher(Profile profile, Lane lane) {
        this.profile = profile;
        this.lane = lane;
        this.generations = profile.index().generations();
        this.probe = lane.newFrame();
        this.once = new DeliverOnce(lane);
    }

    /**
     * Finds the route of a frame's subject.
     *
     * @param last the route that the caller used last, or null
     * @return the route; null if the subject was not seen before and {@link #publishOnce} should be used
     */
    public @Nullable CachedRoute find(Frame frame, @Nullable CachedRoute last) {
        if (last != null && last.isFor(frame) && last.isFresh(generations)) {
            return last;
        }
        CachedRoute kept = cache.find(frame);
        if (kept != null && kept.isFresh(generations)) {
            return kept;
        }
        boolean seen = wasWanted(frame, kept);
        if ((!seen || !cache.hasRoomFor(frame.subjectHash(), generations)) && isPlain(frame)) {
            return null;
        }
        return compileAndKeep(frame, seen);
    }

    private CachedRoute findOrCompile(Frame frame) {
        CachedRoute kept = cache.find(frame);
        return kept != null && kept.isFresh(generations) ? kept : compileAndKeep(frame, wasWanted(frame, kept));
    }

    private boolean wasWanted(Frame frame, @Nullable CachedRoute kept) {
        return kept == null ? cache.seenBefore(frame.subjectHash()) : kept.missedBefore(generations);
    }

    private CachedRoute compileAndKeep(Frame frame, boolean seen) {
        CachedRoute compiled = compile(frame);
        if (seen && compiled.route().cacheable()) {
            cache.put(compiled, generations);
        }
        return compiled;
    }

    /** Returns how its routes are used. Any thread may call this and see numbers that are a little behind. */
    RouteUse use() {
        return cache.use(generations);
    }

    /** Returns whether permissions allow the subject and the index alone says who gets it, so that it needs no route. */
    private boolean isPlain(Frame frame) {
        RouteCompilers.Chain chain = profile.chain();
        subject.wrap(frame.memory(), frame.subject(), frame.subjectLength());
        return chain.leavesAlone(profile.space(), subject) && profile.mayPublish(subject) == Verdict.YES;
    }

    /** Returns whether the publisher may not use that route at all. */
    @SuppressWarnings("ReferenceEquality") // the one route that denies
    public static boolean isDenied(CachedRoute route) {
        return route.route() == Route.DENIED || route.route() instanceof AdmissionCompiler.DeniedRoute;
    }

    /** Returns whether only running the route tells whether a message is denied. */
    public static boolean mayDeny(CachedRoute route) {
        return route.direct() == null && !isDenied(route);
    }

    /** Runs a route; returns an {@link Outcome}. */
    public int publish(CachedRoute route, Frame frame, Participant source) {
        CompiledRoute direct = route.direct();
        return direct != null ? direct.publish(frame, source) : publishWrapped(null, route.route(), frame, source);
    }

    /**
     * Has a tap publish a frame.
     *
     * @param replyDenied whether the publisher may not use the reply subject
     * @return an {@link Outcome}, DENIED about the subject that is then {@link #missed}; or {@link #REPLY_DENIED}
     */
    public int publish(PublishTap tap, Frame frame, Participant source, boolean replyDenied) {
        CachedRoute route = findOrCompile(frame);
        if (!replyDenied || isDenied(route)) {
            return publishWrapped(tap, route.route(), frame, source);
        }
        var denying = new ReplyDeniedRoute();
        int outcome = publishWrapped(tap, denying, frame, source);
        return denying.wasExecuted() ? REPLY_DENIED : outcome;
    }

    private int publishWrapped(@Nullable PublishTap tap, Route route, Frame frame, Participant source) {
        Message message = lane.message();
        frame.show(message);
        message.source(source);
        message.origin(profile.key().origin());
        frame.live(true);
        try {
            int outcome = tap == null ? route.execute(message) : tap.publish(message, route);
            if (outcome != Outcome.DELIVERED) {
                missed = message.target().copy();
            }
            return outcome;
        } finally {
            frame.live(false);
            message.reset();
        }
    }

    /** Returns the subject on which the last message that a wrapped route did not deliver reached nobody. */
    public byte[] missed() {
        return missed;
    }

    /** Executes a route for a message that is no frame: watched on, by a tap, or plainly. */
    private int execute(Route route, Message message, @Nullable PublishTap tap) {
        RouteVisitor visitor = message.visitor();
        if (visitor != null) {
            return route.execute(message, visitor);
        }
        return tap == null ? route.execute(message) : tap.publish(message, route);
    }

    private @Nullable PublishTap tapOf(Message message) {
        if (message.headers().isEmpty() || message.visitor() != null) {
            return null;
        }
        Taps taps = profile.chain().taps();
        return taps.isEmpty() ? null : taps.find(message.headers(), tapped);
    }

    /** Delivers a frame without compiling anything, for a subject that may never come again; returns an {@link Outcome}. */
    public int publishOnce(Frame frame, Participant source) {
        MatchSet found = idle == null ? new MatchSet() : idle;
        idle = null; // a subscriber may publish while this set is walked
        try {
            return publishOnce(frame, source, found);
        } finally {
            found.clear();
            idle = found;
        }
    }

    private int publishOnce(Frame frame, Participant source, MatchSet found) {
        profile.index().match(frame.memory(), frame.subject(), frame.subjectLength(), found);
        return found.interests() > 0 ? publish(compile(frame), frame, source) : deliver(found, frame, source);
    }

    private int deliver(MatchSet found, Frame frame, Participant source) {
        int outcome = Outcome.NOBODY;
        for (int i = 0; i < found.plain(); i++) {
            if (deliver(found.plain(i), frame, source)) {
                outcome = Outcome.DELIVERED;
            }
        }
        for (int i = 0; i < found.groups(); i++) {
            if (serve(found.group(i), frame, source)) {
                outcome = Outcome.DELIVERED;
            }
        }
        return outcome;
    }

    private boolean serve(MatchSet.Group group, Frame frame, Participant source) {
        int count = group.size();
        int start = count < 2 ? 0 : lane.random(count);
        for (int i = 0; i < count; i++) {
            if (deliver(group.member((start + i) % count), frame, source)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // participants are told apart by identity
    private boolean deliver(Member member, Frame frame, Participant source) {
        Subscription subscription = member.subscription();
        if (subscription.isClosed()) {
            return false;
        }
        ClientSink sink = member.sink();
        Participant owner =
                sink == null ? subscription.subscriber().owner() : sink.outlet().participant();
        if (owner == source && !source.echo() && subscription.trait() != Trait.PROXY) {
            return false;
        }
        return sink == null ? deliver(subscription, frame, source) : deliver(sink, subscription, frame);
    }

    private boolean deliver(ClientSink sink, Subscription subscription, Frame frame) {
        if (sink.isFiltered() || sink.isSpecial()) {
            Message message = lane.message();
            frame.show(message);
            if ((sink.isFiltered()
                            && !sink.accepts(subscription, message.subject().toString()))
                    || (sink.isSpecial() && sink.admit(message) != Outcome.DELIVERED)) {
                return false;
            }
        }
        return sink.deliver(lane, frame) == Outcome.DELIVERED;
    }

    private boolean deliver(Subscription subscription, Frame frame, Participant source) {
        Message message = lane.message();
        frame.show(message);
        message.source(source);
        message.origin(profile.key().origin());
        frame.live(true);
        try {
            return subscription
                            .subscriber()
                            .accepts(subscription, message.subject().toString())
                    && subscription.subscriber().deliver(subscription, message) == Outcome.DELIVERED;
        } finally {
            frame.live(false);
            message.reset();
        }
    }

    /** Routes a message that is no frame, by its target; returns an {@link Outcome}. */
    public int publish(Message message) {
        aimProbeAt(message);
        PublishTap tap = tapOf(message);
        CachedRoute kept = cache.find(probe);
        if (kept != null && kept.isFresh(generations)) {
            return execute(kept.route(), message, tap);
        }
        boolean seen = kept != null || cache.seenBefore(probe.subjectHash());
        boolean watched = tap != null || message.visitor() != null;
        return !seen && !watched && isPlain(message)
                ? publishOnce(message)
                : execute(compiled(seen).route(), message, tap);
    }

    /** Returns the route of a message that is no frame, by its target. */
    public Route routeOf(Message message) {
        aimProbeAt(message);
        CachedRoute kept = cache.find(probe);
        if (kept != null && kept.isFresh(generations)) {
            return kept.route();
        }
        return compiled(kept != null || cache.seenBefore(probe.subjectHash())).route();
    }

    private void aimProbeAt(Message message) {
        MemorySegment memory = lane.tailBuffer().subject(message.target());
        int length = message.target().length();
        probe.subject(memory, 0, length, Words.hash(memory, 0, length));
    }

    private boolean isPlain(Message message) {
        RouteCompilers.Chain chain = profile.chain();
        return chain.leavesAlone(profile.space(), message.target())
                && profile.mayPublish(message.target()) == Verdict.YES;
    }

    /** Delivers a message without compiling anything: an answer to an inbox, say, that gets no other. */
    private int publishOnce(Message message) {
        MatchSet found = idle == null ? new MatchSet() : idle;
        idle = null; // a subscriber may publish while this set is walked
        try {
            profile.index().match(probe.memory(), probe.subject(), probe.subjectLength(), found);
            return found.interests() > 0 ? compiled(false).route().execute(message) : once.deliver(found, message);
        } finally {
            found.clear();
            idle = found;
        }
    }

    private CachedRoute compiled(boolean seen) {
        CachedRoute compiled = compile(probe);
        if (seen && compiled.route().cacheable()) {
            cache.put(compiled, generations);
        }
        return compiled;
    }

    private CachedRoute compile(Frame frame) {
        CachedRoute.Stamp stamp =
                CachedRoute.Stamp.of(generations, frame.memory(), frame.subject(), frame.subjectLength());
        byte[] subject = new byte[frame.subjectLength()];
        MemorySegment.copy(frame.memory(), Words.BYTE, frame.subject(), subject, 0, subject.length);
        var others = new Dependencies();
        Route route = compile(subject, others);
        others.complete();
        return new CachedRoute(
                subject,
                route.cacheable() ? stamp.and(others) : stamp.neverFresh(),
                route,
                route instanceof CompiledRoute direct ? direct : null);
    }

    private Route compile(byte[] subjectBytes, Dependencies others) {
        try {
            return profile.compile(lane, subjectBytes, others);
        } catch (RuntimeException e) {
            String subject = new String(subjectBytes, StandardCharsets.UTF_8);
            if (failures.size() < FAILURES_KEPT && failures.add(subject)) {
                LOG.error("Compiling the route of \"{}\" failed; its messages are dropped", subject, e);
            }
            return FAILED;
        }
    }
}

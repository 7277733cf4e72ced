/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.space.SubjectSpace;
import soma.spi.space.Subscription;
import soma.spi.space.Subscription.Trait;

/**
 * The answers that are awaited from one space. One subscription takes them all: {@code _R_.aaaaaa.>}, where each answer has a
 * token of its own. It is added with the first request, and told to others, so that responders may be on any server. Safe for
 * any thread.
 */
final class SpaceReplies implements Subscriber {
    /** What all subjects of awaited answers begin with. */
    static final String RESERVED = "_R_.";

    private static final int PREFIX = RESERVED.length() + Tokens.LENGTH + 1;

    private final SubjectSpace space;
    private final Tokens tokens;
    private final byte[] prefix;
    private final byte[] sampledSuffix;
    private final ConcurrentMap<Long, PendingReply> awaited = new ConcurrentHashMap<>();
    private final Subscription subscription;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean subscribed;
    private volatile boolean closed;

    /**
     * Makes it without any.
     *
     * @param sampledSuffix what follows the token if the answer is measured
     */
    SpaceReplies(SubjectSpace space, Tokens tokens, String sampledSuffix) {
        this.space = space;
        this.tokens = tokens;
        this.sampledSuffix = sampledSuffix.getBytes(StandardCharsets.US_ASCII);
        String random = new String(Tokens.bytes(tokens.next()), StandardCharsets.US_ASCII);
        this.prefix = (RESERVED + random + ".").getBytes(StandardCharsets.US_ASCII);
        this.subscription = new Subscription(RESERVED + random + ".>", null, "rsi", this, Trait.PUBLIC);
    }

    SubjectSpace space() {
        return space;
    }

    /** Awaits an answer. */
    void await(PendingReply reply) {
        if (!subscribed) {
            subscribe();
        }
        long token = tokens.next();
        reply.token(token);
        while (awaited.putIfAbsent(token, reply) != null) {
            token = tokens.next();
            reply.token(token);
        }
    }

    /** Subscribes; several threads may do so at a time, since adding it again does nothing. */
    private void subscribe() {
        space.add(subscription);
        subscribed = true;
        if (closed) {
            space.remove(subscription);
        }
    }

    /** Forgets an answer; false if it was not awaited. */
    boolean forget(long token, PendingReply reply) {
        return awaited.remove(token, reply);
    }

    /** Counts those in this space who wait for answers from anywhere. */
    void waiting(int change) {
        waiting.addAndGet(change);
    }

    /** Returns whether anyone in this space waits for an answer. */
    boolean isWaitedIn() {
        return waiting.get() > 0;
    }

    /** Returns what is awaited; may change at any time. */
    Collection<PendingReply> awaited() {
        return awaited.values();
    }

    /** Returns how many are awaited. */
    int count() {
        return awaited.size();
    }

    /** Takes no more answers. */
    void close() {
        closed = true;
        space.remove(subscription);
        awaited.clear();
    }

    /** Writes the subject with that token. */
    void write(long token, boolean sampled, Scratch scratch) {
        scratch.put(prefix).putToken(token);
        if (sampled) {
            scratch.put(sampledSuffix);
        }
    }

    /** Returns how many bytes a subject has at most. */
    int room() {
        return prefix.length + Tokens.LENGTH + sampledSuffix.length;
    }

    /** Returns the subject with that token. */
    String subject(long token, boolean sampled) {
        String start = new String(prefix, StandardCharsets.US_ASCII)
                + new String(Tokens.bytes(token), StandardCharsets.US_ASCII);
        return sampled ? start + new String(sampledSuffix, StandardCharsets.US_ASCII) : start;
    }

    @Override
    public boolean tellsVisitor() {
        return true;
    }

    @Override
    @HotPath
    public int deliver(Subscription which, Message message) {
        PendingReply reply = find(message.target());
        return reply == null ? Outcome.NOBODY : reply.answer(message);
    }

    private @Nullable PendingReply find(ByteView subject) {
        int end = PREFIX + Tokens.LENGTH;
        if (subject.length() < end || (subject.length() > end && subject.byteAt(end) != '.')) {
            return null;
        }
        long token = 0;
        for (int i = 0; i < Tokens.LENGTH; i++) {
            token |= (subject.byteAt(PREFIX + i) & 0xFFL) << (Byte.SIZE * i);
        }
        return awaited.get(token);
    }
}

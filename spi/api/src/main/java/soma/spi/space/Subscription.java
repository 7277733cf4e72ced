/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.space;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.route.Subscriber;

/**
 * One subscriber's wish for a subject. Identity matters: equality is identity. Safe for any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class Subscription {
    private final byte[] subject;
    private final @Nullable String queue;
    private final String id;
    private final Subscriber subscriber;
    private final Trait trait;
    private volatile boolean closed;

    /** How a subscription counts towards interest. */
    public enum Trait {
        /** Told to interest listeners, and so to other servers. */
        PUBLIC,
        /** Kept to this server. */
        LOCAL_ONLY,
        /** Stands in for interest elsewhere: delivered to, never advertised, not held to the echo rule. */
        PROXY
    }

    /**
     * Makes a subscription that is in no space yet.
     *
     * @param queue the queue group, or null for a plain subscription
     * @param id    what its subscriber calls it
     */
    public Subscription(String subject, @Nullable String queue, String id, Subscriber subscriber, Trait trait) {
        this(subject.getBytes(StandardCharsets.UTF_8), queue, id, subscriber, trait);
    }

    /** Makes a subscription to a subject given as bytes, which need not be UTF-8; the array is taken over. */
    public Subscription(byte[] subject, @Nullable String queue, String id, Subscriber subscriber, Trait trait) {
        this.subject = subject;
        this.queue = queue;
        this.id = id;
        this.subscriber = subscriber;
        this.trait = trait;
    }

    /** Returns the subject, which may hold wildcards. */
    public String subject() {
        return new String(subject, StandardCharsets.UTF_8);
    }

    /** Returns the subject's bytes; not to be changed. */
    public byte[] subjectBytes() {
        return subject;
    }

    /** Returns the queue group, or null for a plain subscription. */
    public @Nullable String queue() {
        return queue;
    }

    /** Returns what its subscriber calls it; unique within the subscriber. */
    public String id() {
        return id;
    }

    /** Returns who takes the deliveries. */
    public Subscriber subscriber() {
        return subscriber;
    }

    /** Returns how it counts towards interest. */
    public Trait trait() {
        return trait;
    }

    /** Returns whether it takes no more deliveries. */
    public boolean isClosed() {
        return closed;
    }

    /** Takes no more deliveries from now on. Does not remove it from its space. */
    public void close() {
        closed = true;
    }

    /** Returns the subject, and the queue group if there is one. */
    @Override
    public String toString() {
        return queue == null ? subject() : subject() + " [" + queue + "]";
    }
}

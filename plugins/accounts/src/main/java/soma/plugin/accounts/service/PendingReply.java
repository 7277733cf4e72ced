/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts.service;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.route.Outcome;

/**
 * An answer that is awaited: the subject that the responder was given, and the one that the requester waits on. Safe for any
 * thread.
 */
final class PendingReply {
    private final ServiceImport service;
    private final Path path;
    private final byte[] original;
    private final boolean single;
    private final boolean sampled;
    private final AtomicReference<@Nullable Sample> sample;
    private volatile long lastUsed;
    private volatile long token;

    /**
     * Which way answers go.
     *
     * @param from where they come from
     * @param to   where they go
     */
    record Path(SpaceReplies from, SpaceReplies to) {
        /** Returns the other way. */
        Path back() {
            return new Path(to, from);
        }
    }

    /**
     * Makes it.
     *
     * @param original what the requester waits on
     * @param single   whether one answer is all
     * @param sample   the measurement that it ends, or null
     */
    PendingReply(ServiceImport service, Path path, ByteView original, boolean single, @Nullable Sample sample) {
        this.service = service;
        this.path = path;
        this.original = original.copy();
        this.single = single;
        this.sampled = sample != null;
        this.sample = new AtomicReference<>(sample);
        this.lastUsed = service.now();
    }

    /** Sets under which token it is found. */
    void token(long assigned) {
        token = assigned;
    }

    ServiceImport service() {
        return service;
    }

    Path path() {
        return path;
    }

    /** Returns the subject that the requester waits on. */
    String original() {
        return new String(original, StandardCharsets.UTF_8);
    }

    /** Returns how many bytes that subject has. */
    int originalLength() {
        return original.length;
    }

    /** Writes the subject that the requester waits on. */
    void writeOriginal(Scratch scratch) {
        scratch.put(original);
    }

    /** Returns the subject that the responder was given. */
    String mapped() {
        return path.from.subject(token, sampled);
    }

    /** Writes the subject that the responder is given. */
    void writeMapped(Scratch scratch) {
        path.from.write(token, sampled, scratch);
    }

    /** Returns whether nobody has answered for too long. */
    boolean isOverdue(long now) {
        return now - lastUsed >= service.threshold();
    }

    /** Awaits it no more; false if it was not awaited any more. */
    boolean end() {
        boolean first = path.from.forget(token, this);
        if (first) {
            path.to.waiting(-1);
            service.ended();
        }
        return first;
    }

    /** Awaits it no more, since something went wrong; reports that if it was being measured. */
    void fail(Sample.Failure why) {
        if (end()) {
            Sample measured = sample.getAndSet(null);
            if (measured != null) {
                measured.failed(why);
            }
        }
    }

    /** Passes an answer on; returns an outcome. An empty one ends those that may be many. */
    int answer(Message message) {
        if (isOverdue(service.now())) {
            fail(Sample.Failure.OVERDUE); // not noticed so far
            return Outcome.NOBODY;
        }
        boolean last =
                single || (message.headers().isEmpty() && message.payload().isEmpty());
        if (last && !end()) {
            return Outcome.NOBODY; // another thread was faster
        }
        Sample measured = sample.getAndSet(null);
        if (measured != null) {
            measured.answered(message.source());
        }
        int outcome = service.passBack(this, message);
        if (outcome != Outcome.DELIVERED) {
            end();
        } else if (!last) {
            lastUsed = service.now();
        }
        return outcome;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;
import soma.spi.auth.Authorization.ReplyGrants;
import soma.spi.memory.Chunk;
import soma.spi.message.ByteView;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.route.Outcome;
import soma.spi.route.Subscriber;
import soma.spi.space.Subscription;
import soma.spi.wire.Digits;

/**
 * One subscription of a client connection, as deliveries see it. Routes stage into its outbox directly; to everyone else it
 * is a {@link Subscriber}. Safe for any thread.
 */
@HotPath
public final class ClientSink implements Subscriber {
    private static final byte[] MSG = {'M', 'S', 'G', ' '};

    private final Lanes lanes;
    private final Outlet outlet;
    private final byte[] id;
    private final boolean filtered;
    private volatile Cell[] cells = {};
    private volatile boolean special;
    private volatile boolean limited;
    private volatile long max;
    private @Nullable AtomicLong exact;

    /** Counts the deliveries that one lane makes; written by that lane only. */
    public static final class Cell {
        private long count;

        private Cell() {}

        /** Counts one delivery. */
        public void increment() {
            count++;
        }
    }

    /**
     * Makes the sink of a subscription.
     *
     * @param id       the subscription's id as the client spelled it
     * @param filtered whether permissions may keep messages from the subscription
     */
    public ClientSink(Lanes lanes, Outlet outlet, byte[] id, boolean filtered) {
        this.lanes = lanes;
        this.outlet = outlet;
        this.id = id;
        this.special = outlet.grants() != null;
        this.filtered = filtered;
    }

    /** Returns where deliveries go in. */
    public Outlet outlet() {
        return outlet;
    }

    /** Returns the subscription's id as the client spelled it; not to be changed. */
    public byte[] id() {
        return id;
    }

    /** Returns whether a delivery needs more than staging: it counts towards a limit, or grants an answer. */
    public boolean isSpecial() {
        return special;
    }

    /** Returns whether permissions may keep messages from this subscription, so that {@link #accepts} must be asked. */
    public boolean isFiltered() {
        return filtered;
    }

    /** Returns whether deliveries are logged now: then no route may render them, and each has to come by the subscriber. */
    public boolean isTraced() {
        return lanes.isTracing();
    }

    /** Returns the counter of a lane; to be called and used on that lane only. */
    public Cell cell(Lane lane) {
        Cell[] all = cells;
        int index = lane.index();
        Cell cell = index < all.length ? all[index] : null;
        return cell == null ? addCell(lane) : cell;
    }

    private synchronized Cell addCell(Lane lane) {
        Cell[] all = Arrays.copyOf(cells, Math.max(cells.length, lane.index() + 1));
        Cell cell = new Cell();
        all[lane.index()] = cell;
        cells = all;
        return cell;
    }

    /** Returns how many messages were delivered; exact on the lane that delivers, else perhaps a little behind. */
    public long delivered() {
        AtomicLong counter = exact;
        return counter != null ? counter.get() : sum();
    }

    private long sum() {
        long sum = 0;
        for (Cell cell : cells) {
            sum += cell == null ? 0 : cell.count;
        }
        return sum;
    }

    @Override
    public long delivered(Subscription subscription) {
        return delivered();
    }

    @Override
    public long limit(Subscription subscription) {
        return max;
    }

    /** Returns how many messages the subscription gets in all; 0 for no limit. */
    public long max() {
        return max;
    }

    /** Limits how many messages the subscription gets in all; called on the connection's loop. */
    public synchronized void limit(long most) {
        if (exact == null) {
            exact = new AtomicLong(sum());
        }
        max = most;
        limited = true;
        special = true;
    }

    /**
     * Takes one place among those that the limit leaves.
     *
     * @return false if there is none left
     */
    private boolean takePlace() {
        AtomicLong counter = exact;
        if (!limited || counter == null) {
            return true;
        }
        long place = counter.incrementAndGet();
        if (place == max) {
            outlet.owner().limitReached(this);
        }
        return place <= max;
    }

    /** Does what a special delivery needs before it is staged; returns an {@link Outcome}. */
    public int admit(Message message) {
        if (!takePlace()) {
            return Outcome.LIMIT_REACHED;
        }
        ReplyGrants grants = outlet.grants();
        if (grants != null && !message.reply().isEmpty()) {
            grants.requestDelivered(message);
        }
        return Outcome.DELIVERED;
    }

    @Override
    public @Nullable Participant owner() {
        return outlet.participant();
    }

    @Override
    public boolean accepts(Subscription subscription, String subject) {
        Participant participant = outlet.participant();
        return !filtered
                || participant == null
                || participant.authorization().mayReceive(subject, subscription.queue());
    }

    @Override
    public int deliver(Subscription subscription, Message message) {
        Lane lane = lanes.enter();
        try {
            int outcome = deliver(lane, message);
            if (outcome == Outcome.DELIVERED && lanes.isTracing()) {
                outlet.owner().traced(this, message);
            }
            return outcome;
        } finally {
            lanes.exit(lane);
        }
    }

    private int deliver(Lane lane, Message message) {
        boolean withHeaders = outlet.takesHeaders() && !message.headers().isEmpty();
        TailBuffer tail = lane.tailBuffer();
        tail.render(message, withHeaders);
        return deliver(lane, message, tail, withHeaders);
    }

    /** Stages a message whose tail is rendered, under the subject that it shows. */
    public int deliver(Lane lane, Message message, TailBuffer tail, boolean withHeaders) {
        if (isSpecial()) {
            int outcome = admit(message);
            if (outcome != Outcome.DELIVERED) {
                return outcome;
            }
        }
        ByteView subject = message.subject();
        int need = MSG.length + subject.length() + id.length + tail.length() + 3;
        Outbox box = outlet.box(lane);
        Chunk chunk = box.room(need);
        if (chunk == null) {
            return Outcome.CONGESTED;
        }
        int length = head(chunk, subject.segment(), subject.offset(), subject.length(), withHeaders);
        MemorySegment.copy(tail.memory(), 0, chunk.memory(), chunk.end() + (long) length, tail.length());
        box.finish(chunk, length + tail.length());
        box.count(message.payload().length() + (withHeaders ? message.headers().length() : 0));
        cell(lane).increment();
        return Outcome.DELIVERED;
    }

    /**
     * Stages a frame for which nothing was rendered before.
     *
     * @return an {@link Outcome}
     */
    public int deliver(Lane lane, Frame frame) {
        boolean withHeaders = frame.headerLength() > 0 && outlet.takesHeaders();
        int need = MSG.length + frame.subjectLength() + id.length + frame.tailLength() + 16;
        Outbox box = outlet.box(lane);
        Chunk chunk = box.room(need);
        if (chunk == null) {
            return Outcome.CONGESTED;
        }
        int head = head(chunk, frame.memory(), frame.subject(), frame.subjectLength(), withHeaders);
        if (withHeaders || frame.headerLength() == 0) {
            MemorySegment.copy(
                    frame.memory(), frame.tail(), chunk.memory(), chunk.end() + (long) head, frame.tailLength());
            box.finish(chunk, head + frame.tailLength());
            box.count(frame.size());
        } else {
            stripped(box, chunk, head, frame);
        }
        cell(lane).increment();
        if (lanes.isTracing()) {
            Message message = lane.message();
            frame.show(message);
            outlet.owner().traced(this, message);
        }
        return Outcome.DELIVERED;
    }

    private int head(Chunk chunk, MemorySegment source, long subject, int length, boolean withHeaders) {
        var memory = chunk.memory();
        long start = chunk.end();
        long at = start;
        if (withHeaders) {
            memory.set(Words.BYTE, at++, (byte) 'H');
        }
        at = put(MSG, memory, at);
        MemorySegment.copy(source, subject, memory, at, length);
        at += length;
        memory.set(Words.BYTE, at++, (byte) ' ');
        at = put(id, memory, at);
        memory.set(Words.BYTE, at++, (byte) ' ');
        return (int) (at - start);
    }

    /**
     * Stages a frame without its headers, under an own prefix.
     *
     * @return an {@link Outcome}
     */
    public static int deliverStripped(Outbox box, long[] prefix, int prefixLength, Frame frame) {
        int size = frame.size() - frame.headerLength();
        int need = prefixLength + frame.replyLength() + size + 16;
        Chunk chunk = box.room(need);
        if (chunk == null) {
            return Outcome.CONGESTED;
        }
        Words.write(prefix, chunk.memory(), chunk.end());
        stripped(box, chunk, prefixLength, frame);
        return Outcome.DELIVERED;
    }

    /** Writes reply, size and payload of a frame behind a prefix that is there already. */
    private static void stripped(Outbox box, Chunk chunk, int prefixLength, Frame frame) {
        int size = frame.size() - frame.headerLength();
        MemorySegment memory = chunk.memory();
        long start = chunk.end();
        long at = start + prefixLength;
        if (frame.replyLength() > 0) {
            MemorySegment.copy(frame.memory(), frame.reply(), memory, at, frame.replyLength());
            at += frame.replyLength();
            memory.set(Words.BYTE, at++, (byte) ' ');
        }
        at += Digits.write(size, memory, at);
        memory.set(Words.SHORT, at, Words.LINE_END);
        at += 2;
        MemorySegment.copy(frame.memory(), frame.body() + frame.headerLength(), memory, at, size + 2L);
        at += size + 2L;
        box.finish(chunk, (int) (at - start));
        box.count(size);
    }

    private static long put(byte[] bytes, MemorySegment memory, long at) {
        for (int i = 0; i < bytes.length; i++) {
            memory.set(Words.BYTE, at + i, bytes[i]);
        }
        return at + bytes.length;
    }
}

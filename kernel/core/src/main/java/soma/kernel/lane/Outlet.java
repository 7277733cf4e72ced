/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;
import soma.spi.auth.Authorization.ReplyGrants;
import soma.spi.memory.Chunk;
import soma.spi.message.Message;
import soma.spi.participant.Participant;
import soma.spi.transport.Link;

/**
 * Where deliveries to one connection go in: its link, an outbox per lane, and the gate that holds producers back. Safe for
 * any thread, except where a method says otherwise.
 */
public final class Outlet {
    /** A healthy connection never has more than this waiting; producers are held back from here on. */
    private static final long CONGESTED = 8L << 20;

    private final Link link;
    private final Owner owner;
    private final boolean dropsWhenCongested;
    private volatile long maxPending;
    private volatile long congestedFrom;
    private volatile boolean congested;
    private volatile boolean overflowed;
    private volatile boolean takesHeaders;
    private volatile @Nullable Participant participant;
    private volatile @Nullable ReplyGrants grants;
    private volatile Outbox[] boxes = {};

    /** Hears what happens to the connection's outgoing bytes. */
    public interface Owner {
        /** Hears, on any thread and once, that more bytes wait than may wait. */
        void overflowed();

        /** Hears, on any thread, that a subscription has had all the messages that it asked for. */
        void limitReached(ClientSink sink);

        /** Runs a task, on the connection's loop, once its congestion is over; the same task is not kept twice. */
        void whenRelieved(Runnable task);

        /** Hears, on the thread that delivers, of a message that was staged; only while {@link Lanes#isTracing}. */
        void traced(ClientSink sink, Message message);
    }

    /**
     * Makes the outlet of a connection.
     *
     * @param maxPending         how many bytes may wait
     * @param dropsWhenCongested whether messages are dropped, rather than producers held back, when many wait
     */
    public Outlet(Link link, Owner owner, long maxPending, boolean dropsWhenCongested) {
        this.link = link;
        this.owner = owner;
        this.maxPending = maxPending;
        this.dropsWhenCongested = dropsWhenCongested;
        this.congestedFrom = Math.min(CONGESTED, maxPending / 4 * 3);
    }

    /** Runs a task, on the connection's loop, once its congestion is over; the same task is not kept twice. */
    public void whenRelieved(Runnable task) {
        owner.whenRelieved(task);
    }

    /** Returns who hears of this outlet. */
    Owner owner() {
        return owner;
    }

    /** Returns how many bytes may wait. */
    public long maxPending() {
        return maxPending;
    }

    /** Sets how many bytes may wait from now on. */
    public void limit(long most) {
        maxPending = most;
        congestedFrom = Math.min(CONGESTED, most / 4 * 3);
    }

    /** Returns the link. */
    public Link link() {
        return link;
    }

    /** Sets who receives here, for the echo rule and for grants to answer requests. */
    public void admit(Participant admitted) {
        participant = admitted;
        grants = admitted.replyGrants();
    }

    /** Returns who receives here; null before it is admitted. */
    @HotPath
    public @Nullable Participant participant() {
        return participant;
    }

    /** Returns the grants that deliveries make, or null. */
    @HotPath
    @Nullable
    ReplyGrants grants() {
        return grants;
    }

    /** Sets whether messages with headers are delivered with them. */
    public void takesHeaders(boolean takes) {
        takesHeaders = takes;
    }

    /** Returns whether messages with headers are delivered with them. */
    @HotPath
    public boolean takesHeaders() {
        return takesHeaders;
    }

    /** Returns the outbox of a lane; to be called and used on that lane only. */
    public Outbox box(Lane lane) {
        Outbox[] all = boxes;
        int index = lane.index();
        Outbox box = index < all.length ? all[index] : null;
        return box == null ? addBox(lane) : box;
    }

    private synchronized Outbox addBox(Lane lane) {
        Outbox[] all = Arrays.copyOf(boxes, Math.max(boxes.length, lane.index() + 1));
        Outbox box = new Outbox(this, lane);
        all[lane.index()] = box;
        boxes = all;
        return box;
    }

    /** Returns how many messages were delivered; may be a little behind. */
    public long messages() {
        long sum = 0;
        for (Outbox box : boxes) {
            sum += box == null ? 0 : box.messages();
        }
        return sum;
    }

    /** Returns how many bytes of messages were delivered; may be a little behind. */
    public long messageBytes() {
        long sum = 0;
        for (Outbox box : boxes) {
            sum += box == null ? 0 : box.messageBytes();
        }
        return sum;
    }

    void write(Chunk first, int bytes) {
        long pending = link.write(first, bytes);
        if (pending > congestedFrom) {
            congested = true;
            if (pending > maxPending && !overflowed) {
                overflowed = true;
                owner.overflowed();
            }
        }
    }

    /** Returns whether so many bytes wait that producers are held back. */
    @HotPath
    public boolean isCongested() {
        return congested;
    }

    /** Decides about a message for this congested outlet: drops it, or has its producer held back after its batch. */
    boolean refuses(Lane lane) {
        if (link.pending() <= congestedFrom / 2) {
            congested = false;
            return false;
        }
        if (dropsWhenCongested) {
            return true;
        }
        lane.congested(this);
        return false;
    }

    /**
     * Takes note of how many bytes wait.
     *
     * @return whether producers that were held back may go on
     */
    public boolean relieved(long pending) {
        if (pending > congestedFrom / 2) {
            return false;
        }
        congested = false;
        return true;
    }
}

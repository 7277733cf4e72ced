/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.HotPath;
import soma.spi.memory.Chunk;
import soma.spi.memory.ChunkPool;
import soma.spi.transport.LinkCodec;

/**
 * Writes the chunks of one link. Other threads push their chains on a stack; only the owning loop touches the socket, so
 * that nothing is ever written to a file descriptor that was closed and given to somebody else.
 *
 * <p>With a file descriptor, chunks go straight to the system. What the system does not take, and everything of a link
 * without one (NIO, io_uring, TLS), goes through Netty's outbound buffer piece by piece; the chunks stay in the queue until
 * Netty says that they are written.
 */
final class Outbound {
    /** How much Netty is given at once. Small, so that the owner hears of progress. */
    private static final int PIECE = 256 * 1024;

    private static final VarHandle STACK;
    private static final VarHandle PUSHED;
    private static final VarHandle QUEUED;
    private static final VarHandle WOKEN;

    /** On top of the stack: nobody may push any more. */
    private static final Batch CLOSED = new Batch(null, 0);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STACK = lookup.findVarHandle(Outbound.class, "stack", Batch.class);
            PUSHED = lookup.findVarHandle(Outbound.class, "pushed", long.class);
            QUEUED = lookup.findVarHandle(Outbound.class, "queued", long.class);
            WOKEN = lookup.findVarHandle(Outbound.class, "woken", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final NettyLink link;
    private final NettyLoop loop;
    private final Channel channel;
    private final Runnable drainAndFlush = this::drainAndFlush;

    private @Nullable FileDescriptor descriptor;
    private @Nullable EncodeStep encoder;

    /** Chains of other threads, newest first. */
    private volatile @Nullable Batch stack;
    /** The bytes in the stack. */
    @SuppressWarnings("UnusedVariable") // by PUSHED
    private volatile long pushed;
    /** Whether a task that empties the stack has been given to the loop. */
    @SuppressWarnings("UnusedVariable") // by WOKEN
    private volatile boolean woken;

    private @Nullable Chunk head;
    private @Nullable Chunk tail;
    /** The bytes in the queue; written by the loop only. */
    private long queued;
    /** How many of the first bytes of the queue Netty has been given. */
    private long handed;

    private boolean flushing;
    private boolean blocked;
    private boolean stopped;

    Outbound(NettyLink link, Channel channel, @Nullable FileDescriptor descriptor) {
        this.link = link;
        this.loop = link.loop();
        this.channel = channel;
        this.descriptor = descriptor;
    }

    /** Takes a chain. Any thread may call this. See {@link soma.spi.transport.Link#write}. */
    @HotPath
    long write(Chunk first, int bytes) {
        if (!loop.inLoop()) {
            return push(first, bytes);
        }
        if (stopped) {
            loop.chunks().recycleChain(first);
            return -1;
        }
        enqueue(first);
        flush();
        return stopped ? -1 : pending();
    }

    /** Returns the bytes not yet written. Any thread may call this. */
    long pending() {
        return (long) QUEUED.getOpaque(this) + (long) PUSHED.getOpaque(this);
    }

    /** Returns whether the peer takes no more for now. */
    boolean isBlocked() {
        return blocked;
    }

    boolean isEmpty() {
        return head == null;
    }

    /** Writes what is queued, as far as the peer takes it. */
    void flush() {
        if (flushing) {
            return;
        }
        if (handed == 0) {
            writeUntilBlocked();
        }
        if (handed > 0 && !blocked && channel.isOpen()) {
            blocked = true;
            link.blocked();
        }
    }

    private void writeUntilBlocked() {
        flushing = true;
        try {
            if (descriptor != null) {
                writeDirectly(descriptor);
            }
            while (head != null && handed == 0 && channel.isOpen()) {
                handOver(PIECE);
            }
        } finally {
            flushing = false;
        }
    }

    /** Has everything that was written up to now go out as it is, and what comes later through the whole pipeline. */
    void useNetty() {
        drain();
        flush();
        descriptor = null;
        handOver(Long.MAX_VALUE);
    }

    /** Has what is written from now on encoded. */
    void encodeWith(LinkCodec codec) {
        drain();
        encoder = new EncodeStep(loop, codec, encoder, this::append);
    }

    /** Takes nothing more; what was taken stays in the queue. */
    void stop() {
        if (!stopped) {
            enqueueAll((Batch) STACK.getAndSet(this, CLOSED));
            stopped = true;
        }
    }

    /** Takes nothing more and forgets everything. Netty must have let go of the link. */
    void drop() {
        stop();
        loop.chunks().recycleChain(head);
        head = null;
        tail = null;
        handed = 0;
        QUEUED.setOpaque(this, 0L);
    }

    private long push(Chunk first, int bytes) {
        PUSHED.getAndAdd(this, (long) bytes);
        var batch = new Batch(first, bytes);
        while (true) {
            Batch top = stack;
            if (top == CLOSED) {
                PUSHED.getAndAdd(this, (long) -bytes);
                free(first);
                return -1;
            }
            batch.below = top;
            if (STACK.compareAndSet(this, top, batch)) {
                break;
            }
        }
        if (WOKEN.compareAndSet(this, false, true)) {
            loop.execute(drainAndFlush);
        }
        return pending();
    }

    private void drainAndFlush() {
        woken = false;
        drain();
        flush();
    }

    /** Moves what other threads have pushed to the queue, oldest first. */
    private void drain() {
        if (stack != null && !stopped) {
            enqueueAll((Batch) STACK.getAndSet(this, null));
        }
    }

    private void enqueueAll(@Nullable Batch newest) {
        Batch reversed = null;
        for (Batch batch = newest; batch != null; ) {
            Batch below = batch.below;
            batch.below = reversed;
            reversed = batch;
            batch = below;
        }
        for (Batch batch = reversed; batch != null; batch = batch.below) {
            PUSHED.getAndAdd(this, (long) -batch.bytes);
            enqueue(batch.first);
        }
    }

    private void enqueue(@Nullable Chunk first) {
        if (encoder != null) {
            encode(encoder, first);
            return;
        }
        for (Chunk chunk = first; chunk != null; ) {
            Chunk next = chunk.next();
            append(chunk);
            chunk = next;
        }
    }

    private void encode(EncodeStep step, @Nullable Chunk first) {
        try {
            for (Chunk chunk = first; chunk != null; chunk = chunk.next()) {
                step.encode(chunk);
            }
        } catch (RuntimeException | Error e) {
            link.bug(e);
        } finally {
            loop.chunks().recycleChain(first);
        }
    }

    private void append(Chunk chunk) {
        if (chunk.length() == 0) {
            loop.chunks().recycle(chunk);
            return;
        }
        chunk.next(null);
        if (tail == null) {
            head = chunk;
        } else {
            tail.next(chunk);
        }
        tail = chunk;
        QUEUED.setOpaque(this, queued + chunk.length());
    }

    /** Writes until the queue is empty or the system takes no more. */
    private void writeDirectly(FileDescriptor socket) {
        try {
            for (Chunk first = head; first != null && channel.isOpen(); first = head) {
                long offered;
                long taken;
                if (first.next() == null) {
                    offered = first.length();
                    taken = socket.writeAddress(first.memory().address(), first.start(), first.end());
                } else {
                    int count = fillIovecs(first);
                    offered = iovecBytes(count);
                    taken = socket.writevAddresses(loop.iovecs().address(), count);
                }
                written(taken);
                if (taken < offered) {
                    return;
                }
            }
        } catch (IOException e) {
            link.fail(e);
        }
    }

    private int fillIovecs(Chunk first) {
        MemorySegment iovecs = loop.iovecs();
        int count = 0;
        for (Chunk chunk = first; chunk != null && count < NettyLoop.MAX_IOVECS; chunk = chunk.next()) {
            iovecs.setAtIndex(
                    ValueLayout.JAVA_LONG_UNALIGNED, 2L * count, chunk.memory().address() + chunk.start());
            iovecs.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, 2L * count + 1, chunk.length());
            count++;
        }
        return count;
    }

    private long iovecBytes(int count) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += loop.iovecs().getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, 2L * i + 1);
        }
        return bytes;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the last piece tells of them all
    private void handOverPart(ByteBuf part) {
        channel.write(part, channel.voidPromise());
    }

    /** Gives Netty up to so many more bytes of the queue. */
    private void handOver(long most) {
        long skip = handed;
        long given = 0;
        ByteBuf waiting = null;
        for (Chunk chunk = head; chunk != null && given < most; chunk = chunk.next()) {
            if (skip >= chunk.length()) {
                skip -= chunk.length();
                continue;
            }
            int from = chunk.start() + (int) skip;
            int count = (int) Math.min(chunk.end() - from, most - given);
            skip = 0;
            if (waiting != null) {
                handOverPart(waiting);
            }
            waiting = Unpooled.wrappedBuffer(chunk.memory().asSlice(from, count).asByteBuffer());
            given += count;
        }
        if (waiting != null) {
            handed += given;
            channel.write(waiting).addListener(new Piece(given));
            channel.flush();
        }
    }

    private void written(long bytes) {
        QUEUED.setOpaque(this, queued - bytes);
        long left = bytes;
        for (Chunk first = head; first != null && left > 0; first = head) {
            int length = first.length();
            if (left < length) {
                first.skip((int) left);
                return;
            }
            left -= length;
            head = first.next();
            loop.chunks().recycle(first);
        }
        if (head == null) {
            tail = null;
        }
    }

    /** Frees a chain on a thread that has no pool. */
    private static void free(Chunk first) {
        var pool = new ChunkPool();
        pool.recycleChain(first);
        pool.clear();
    }

    /** A chain that another thread wrote. */
    private static final class Batch {
        private final @Nullable Chunk first;
        private final int bytes;
        private @Nullable Batch below;

        Batch(@Nullable Chunk first, int bytes) {
            this.first = first;
            this.bytes = bytes;
        }
    }

    /** Waits for Netty to have written a piece of the queue. */
    private final class Piece implements ChannelFutureListener {
        private final long bytes;

        Piece(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public void operationComplete(ChannelFuture future) {
            Throwable cause = future.cause();
            if (cause != null) {
                link.fail(cause);
                return;
            }
            handed -= bytes;
            written(bytes);
            if (flushing) {
                return;
            }
            flush();
            if (blocked) {
                blocked = head != null;
                link.progress(queued);
            }
            if (head == null) {
                link.drained();
            }
        }
    }
}

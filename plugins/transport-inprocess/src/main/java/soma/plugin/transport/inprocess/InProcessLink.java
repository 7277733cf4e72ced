/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.memory.Chunk;
import soma.spi.memory.ChunkPool;
import soma.spi.transport.EventLoop;
import soma.spi.transport.Link;
import soma.spi.transport.LinkCodec;
import soma.spi.transport.LinkReader;
import soma.spi.transport.Transport.LinkAcceptor;

/**
 * One end of a connection. Chunks wait in a queue until a flush, run as a task of the loop, has copied them to the pipe; so
 * no call of the link calls the reader back. The reader hears everything from tasks and turns of the loop.
 */
final class InProcessLink implements Link, PipeEnd {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessLink.class);

    /** How long a closed link waits for a peer that takes nothing. */
    private static final long CLOSE_PATIENCE_NANOS = 100_000_000;

    private enum State {
        OPEN,
        /** Writes what waits, then closes. */
        CLOSING,
        CLOSED
    }

    private final InProcessLoop loop;
    private final Pipe in;
    private final Pipe out;
    private final String remoteHost;
    private final int remotePort;
    private final Consumer<InProcessLink> onClosed;

    private final Queue<Chunk> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicBoolean flushScheduled = new AtomicBoolean();
    private final AtomicBoolean readScheduled = new AtomicBoolean();
    private volatile State state = State.OPEN;

    private final Inbox inbox = new Inbox();
    private @Nullable LinkReader reader;
    private @Nullable Chunk sending;
    private @Nullable Throwable cause;
    private boolean reading = true;
    private boolean resumed;
    private boolean blocked;
    private int wanted;

    InProcessLink(InProcessLoop loop, Pipe in, Pipe out, Peer peer, Consumer<InProcessLink> onClosed) {
        this.loop = loop;
        this.in = in;
        this.out = out;
        this.remoteHost = peer.host();
        this.remotePort = peer.port();
        this.onClosed = onClosed;
    }

    /** What a link shows of the other end. */
    record Peer(String host, int port) {}

    /** Asks the acceptor who reads this link; to be called on the loop, once. Returns whether the link has a reader now. */
    boolean open(LinkAcceptor acceptor) {
        try {
            reader = acceptor.open(this);
        } catch (RuntimeException | Error e) {
            LOG.error("The acceptor of {} failed; the link is closed", remoteAddress(), e);
            terminate(e);
            return false;
        }
        readable();
        return true;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public long write(Chunk first, int bytes) {
        if (state != State.OPEN) {
            drop(first);
            return -1;
        }
        long waits = pending.addAndGet(bytes);
        waiting.add(first);
        writable();
        if (loop.ended()) {
            dropWaiting();
            return -1;
        }
        return waits;
    }

    @Override
    public long pending() {
        return pending.get();
    }

    @Override
    public void reading(boolean on) {
        if (!loop.inLoop()) {
            loop.execute(() -> reading(on));
            return;
        }
        resumed |= on && !reading;
        reading = on;
        if (on) {
            readable();
        }
    }

    @Override
    public boolean takesTls() {
        return false;
    }

    @Override
    public void startTls(SSLEngine engine) {
        throw new UnsupportedOperationException(
                "TLS on " + remoteAddress() + " (expected: plain bytes); links within one JVM are not encrypted");
    }

    @Override
    public void wrap(LinkCodec codec) {
        throw new UnsupportedOperationException("codec on " + remoteAddress()
                + " (expected: plain bytes); the in-process transport takes no codecs, use one over TCP");
    }

    @Override
    public void close() {
        if (!loop.inLoop()) {
            loop.execute(this::close);
        } else if (state == State.OPEN) {
            state = State.CLOSING;
            writable();
            giveUpWhenNothingMoves(pending.get());
        }
    }

    private void giveUpWhenNothingMoves(long pendingBefore) {
        loop.schedule(
                () -> {
                    long left = pending.get();
                    if (state == State.CLOSING && left == pendingBefore) {
                        terminate(null);
                    } else if (state == State.CLOSING) {
                        giveUpWhenNothingMoves(left);
                    }
                },
                CLOSE_PATIENCE_NANOS);
    }

    @Override
    public void abort() {
        if (loop.inLoop()) {
            terminate(null);
        } else {
            loop.execute(this::abort);
        }
    }

    @Override
    public String remoteAddress() {
        return remoteHost + ":" + remotePort;
    }

    @Override
    public String remoteHost() {
        return remoteHost;
    }

    @Override
    public void readable() {
        if (readScheduled.compareAndSet(false, true)) {
            loop.ready(this);
        }
    }

    @Override
    public void writable() {
        if (flushScheduled.compareAndSet(false, true)) {
            loop.execute(this::flush);
        }
    }

    /** Hands over what has come; called once per turn in which the link is ready. */
    void readNow() {
        readScheduled.set(false);
        LinkReader to = reader;
        if (state != State.OPEN || to == null) {
            return;
        }
        if (reading) {
            int come = in.drainTo(inbox);
            if (resumed) {
                resumed = false;
                wanted = 0;
                come = inbox.length();
            }
            if (come > 0) {
                guarded(() -> handOver(to));
            }
        }
        // paused, bytes the reader has not used up come first: it may go on with them when it resumes
        if (state == State.OPEN && in.atEnd() && (reading || inbox.length() == 0)) {
            terminate(null);
        }
    }

    private void handOver(LinkReader to) {
        int used = 1;
        while (used > 0 && reading && state == State.OPEN && inbox.length() > 0 && inbox.length() >= wanted) {
            used = to.read(inbox.view());
            if (used < 0 || used > inbox.length()) {
                throw new IllegalStateException(
                        "the reader used " + used + " bytes (expected: 0 to " + inbox.length() + ")");
            }
            inbox.used(used);
            wanted = inbox.length() == 0 ? 0 : to.wanted();
        }
        if (state != State.CLOSED) {
            to.readComplete();
        }
    }

    private void flush() {
        flushScheduled.set(false);
        if (state == State.CLOSED) {
            dropWaiting();
            return;
        }
        long written = writeWaiting();
        if (written < 0) {
            dropWaiting();
            written = 0;
        }
        pending.addAndGet(-written);
        tell(written);
        if (state == State.CLOSING && sending == null && waiting.isEmpty()) {
            terminate(null);
        }
    }

    /** Returns how many bytes the pipe took, or -1 when nobody reads them. */
    private long writeWaiting() {
        long written = 0;
        for (Chunk chunk = nextChunk(); chunk != null; chunk = nextChunk()) {
            int taken = chunk.length() == 0 ? 0 : out.write(chunk.memory(), chunk.start(), chunk.length());
            if (taken < 0) {
                return -1;
            }
            written += taken;
            chunk.skip(taken);
            if (chunk.length() > 0) {
                break;
            }
            sending = chunk.next();
            loop.chunks().recycle(chunk);
        }
        return written;
    }

    private @Nullable Chunk nextChunk() {
        if (sending == null) {
            sending = waiting.poll();
        }
        return sending;
    }

    private void tell(long written) {
        LinkReader to = reader;
        if (to == null) {
            return;
        }
        if (blocked) {
            long left = pending.get();
            if (written > 0 || left == 0) {
                blocked = left > 0;
                guarded(() -> to.progress(left));
            }
        } else if (sending != null) {
            blocked = true;
            guarded(to::blocked);
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.error("The reader of {} failed; the link is closed", remoteAddress(), e);
            terminate(e);
        }
    }

    private void terminate(@Nullable Throwable why) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        cause = why;
        dropWaiting();
        in.closeReader();
        out.closeWriter();
        // as a task: the reader may be in the middle of a call, with the inbox in its hands
        loop.execute(this::finish);
    }

    private void finish() {
        inbox.free();
        onClosed.accept(this);
        LinkReader to = reader;
        if (to == null) {
            return;
        }
        try {
            to.closed(cause);
        } catch (RuntimeException | Error e) {
            LOG.error("The reader of {} failed at the end of its link", remoteAddress(), e);
        }
    }

    private void dropWaiting() {
        if (loop.inLoop() && sending != null) {
            drop(sending);
            sending = null;
        }
        for (Chunk chain = waiting.poll(); chain != null; chain = waiting.poll()) {
            drop(chain);
        }
        pending.set(0);
    }

    /** Recycles where that is allowed; elsewhere the memory is given back. */
    private void drop(Chunk chain) {
        if (loop.inLoop()) {
            loop.chunks().recycleChain(chain);
        } else {
            var pool = new ChunkPool();
            pool.recycleChain(chain);
            pool.clear();
        }
    }
}

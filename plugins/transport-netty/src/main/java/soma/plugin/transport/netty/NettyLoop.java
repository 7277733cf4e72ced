/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.Future;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.memory.ChunkPool;
import soma.spi.memory.NativeMemory;
import soma.spi.transport.EventLoop;

/** One Netty event loop with what its links share. Everything but the interface's methods is confined to its thread. */
final class NettyLoop implements EventLoop {
    /** How many chunks go out with one system call; a quarter of what Linux takes. */
    static final int MAX_IOVECS = 256;

    private static final int IOVEC_BYTES = 16;
    /** For how many turns a loop remembers what kinds of links it has read. */
    private static final int CROWD_DECAY = 64;

    /** A link that fills this much at once has a lot to send. */
    private static final int LARGE_READ = 8 * 1024;

    /** A link that sends this little at once probably waits for an answer. */
    private static final int SMALL_READ = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(NettyLoop.class);

    private final SingleThreadIoEventLoop executor;
    private final int readBufferSize;
    private final ChunkPool chunks = new ChunkPool();
    private final ReadBuffer reads;
    private final List<ReadBuffer> decoded = new ArrayList<>();
    private final MemorySegment iovecs = NativeMemory.allocateLasting((long) MAX_IOVECS * IOVEC_BYTES);
    private final Set<NettyLink> links = new HashSet<>();
    private final Runnable endTurn = this::endTurn;

    private @Nullable CompletableFuture<Void> emptied;
    private @Nullable NettyLink lastRead;
    private boolean turnBegun;
    private int crowd;
    private int large;
    private int small;

    NettyLoop(SingleThreadIoEventLoop executor, int readBufferSize) {
        this.executor = executor;
        this.readBufferSize = readBufferSize;
        this.reads = new ReadBuffer(readBufferSize);
    }

    @Override
    public boolean inLoop() {
        return executor.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("dropped a task: the event loop has been shut down", e);
        }
    }

    @Override
    public Timer schedule(Runnable task, long delayNanos) {
        try {
            Future<?> scheduled = executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("dropped a timer: the event loop has been shut down", e);
            return () -> {};
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public ChunkPool chunks() {
        return chunks;
    }

    SingleThreadIoEventLoop executor() {
        return executor;
    }

    /** Returns the buffer that plain links are read into. */
    ReadBuffer reads() {
        return reads;
    }

    /** Returns the buffer for what so many codecs have decoded; 0 for what came from the wire. */
    ReadBuffer buffer(int codecs) {
        while (decoded.size() < codecs) {
            decoded.add(new ReadBuffer(readBufferSize));
        }
        return codecs == 0 ? reads : decoded.get(codecs - 1);
    }

    /** Returns native memory for {@link #MAX_IOVECS} pairs of address and length. */
    MemorySegment iovecs() {
        return iovecs;
    }

    /** Returns how much a link may read at once, considering who else is being read. */
    ReadBuffer.Slice slice() {
        if (crowd == 0) {
            return ReadBuffer.Slice.WHOLE;
        }
        return large > 0 && small > 0 ? ReadBuffer.Slice.SMALL : ReadBuffer.Slice.LARGE;
    }

    /** Notes that a link has read so many bytes in this turn. */
    void reading(NettyLink link, int bytes) {
        if (bytes >= LARGE_READ) {
            large = CROWD_DECAY;
        } else if (bytes <= SMALL_READ) {
            small = CROWD_DECAY;
        }
        if (link != lastRead) {
            if (lastRead != null) {
                crowd = CROWD_DECAY;
            }
            lastRead = link;
        }
        if (!turnBegun) {
            turnBegun = true;
            execute(endTurn);
        }
    }

    private void endTurn() {
        turnBegun = false;
        if (crowd > 0) {
            crowd--;
        }
        if (large > 0) {
            large--;
        }
        if (small > 0) {
            small--;
        }
    }

    void add(NettyLink link) {
        links.add(link);
    }

    void remove(NettyLink link) {
        links.remove(link);
        if (link == lastRead) {
            lastRead = null;
        }
        if (emptied != null && links.isEmpty()) {
            emptied.complete(null);
        }
    }

    /** Runs a task once a turn has ended and the next one has asked the system for events. Any thread may call this. */
    void executeNextTurn(Runnable task) {
        Runnable whenTurnEnds = () -> executor.executeAfterEventLoopIteration(() -> execute(task));
        try {
            executor.execute(whenTurnEnds); // which starts a loop that nothing has used yet
        } catch (RejectedExecutionException e) {
            task.run(); // the loop has ended, and with it everything that was waiting
        }
    }

    /** Closes all links; completes when they are gone. Any thread may call this. */
    CompletableFuture<Void> closeLinks() {
        var done = new CompletableFuture<Void>();
        execute(() -> {
            emptied = done;
            List.copyOf(links).forEach(NettyLink::close);
            if (links.isEmpty()) {
                done.complete(null);
            }
        });
        return done;
    }

    /** Frees the native memory. The loop's thread must have ended. */
    void free() {
        chunks.clear();
        reads.free();
        decoded.forEach(ReadBuffer::free);
        NativeMemory.free(iovecs);
    }
}

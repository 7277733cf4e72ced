/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.memory.Chunk;
import soma.spi.memory.ChunkPool;
import soma.spi.message.ByteView;
import soma.spi.transport.Link;
import soma.spi.transport.LinkReader;
import soma.spi.transport.Transport.LinkAcceptor;

/**
 * One end of a link in a test: an acceptor and the reader of the one link that it accepts. It remembers what happened to
 * it; the test waits with {@link #await}. Its getters may be called from any thread.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public class Peer implements LinkAcceptor, LinkReader {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable Link link;
    private int closed;
    private int calledAfterClose;
    private @Nullable Throwable cause;
    private int blocked;
    private int readCompletes;
    private int secured;
    private boolean blockedNow;
    private int outOfTurn;
    private long progress = -1;

    /** Makes a peer that takes all bytes. */
    public Peer() {}

    /** Takes bytes on the loop; a test overrides this to be choosy. Takes and remembers all unless overridden. */
    protected int take(ByteView bytes) {
        remember(bytes);
        return bytes.length();
    }

    /** Hears of the link before anything is read; does nothing unless overridden. */
    protected void opened(Link opened) {}

    /** Adds bytes to what {@link #text} and {@link #bytes} answer. */
    protected final synchronized void remember(ByteView bytes) {
        received.writeBytes(bytes.copy());
    }

    @Override
    public final LinkReader open(Link opened) {
        synchronized (this) {
            link = opened;
        }
        opened(opened);
        changed();
        return this;
    }

    @Override
    public final int read(ByteView bytes) {
        synchronized (this) {
            calledAfterClose += closed;
        }
        int used = take(bytes);
        changed();
        return used;
    }

    @Override
    public final synchronized void readComplete() {
        readCompletes++;
        calledAfterClose += closed;
        notifyAll();
    }

    @Override
    public final synchronized void blocked() {
        blocked++;
        outOfTurn += blockedNow ? 1 : 0;
        blockedNow = true;
        calledAfterClose += closed;
        notifyAll();
    }

    @Override
    public final synchronized void progress(long pending) {
        progress = pending;
        outOfTurn += blockedNow ? 0 : 1;
        blockedNow = pending > 0;
        calledAfterClose += closed;
        notifyAll();
    }

    @Override
    public final synchronized void secured() {
        secured++;
        notifyAll();
    }

    @Override
    public final synchronized void closed(@Nullable Throwable why) {
        closed++;
        cause = why;
        notifyAll();
    }

    /** Waits for the link and returns it. */
    public final Link link() {
        await("a link", () -> link != null);
        synchronized (this) {
            if (link == null) {
                throw new AssertionError("no link");
            }
            return link;
        }
    }

    /** Writes bytes as one chain, from whatever thread; returns what {@link Link#write} does. */
    public final long send(byte[] bytes) {
        Chunk chunk = new ChunkPool().take(Math.max(1, bytes.length));
        MemorySegment.copy(bytes, 0, chunk.memory(), ValueLayout.JAVA_BYTE, 0, bytes.length);
        chunk.advance(bytes.length);
        return link().write(chunk, bytes.length);
    }

    /** Writes text as one chain. */
    public final long send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs something on the link's loop and waits for it. */
    public final void onLoop(Runnable task) {
        var done = new CompletableFuture<Void>();
        link().loop().execute(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        done.orTimeout(PATIENCE_NANOS, TimeUnit.NANOSECONDS).join();
    }

    /**
     * Waits for a condition, looking again whenever something happened to this peer.
     *
     * @throws AssertionError if it does not come true within 20 seconds
     */
    public final synchronized void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited in vain for " + what + "; " + this);
            }
            try {
                wait(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    /** Waits until so many bytes have been remembered. */
    public final void awaitBytes(int count) {
        await(count + " bytes", () -> size() >= count);
    }

    /** Waits until the link is closed. */
    public final void awaitClosed() {
        await("the close", () -> closedCount() > 0);
    }

    /** Returns how many bytes have been remembered. */
    public final synchronized int size() {
        return received.size();
    }

    /** Returns the bytes remembered. */
    public final synchronized byte[] bytes() {
        return received.toByteArray();
    }

    /** Returns the bytes remembered as text. */
    public final synchronized String text() {
        return received.toString(StandardCharsets.UTF_8);
    }

    /** Returns how often the reader was told that the link is gone. */
    public final synchronized int closedCount() {
        return closed;
    }

    /** Returns how often the reader was called after it was told that the link is gone. */
    public final synchronized int calledAfterClose() {
        return calledAfterClose;
    }

    /** Returns why the link is gone, or null. */
    public final synchronized @Nullable Throwable cause() {
        return cause;
    }

    /** Returns how often the reader heard that the other side takes no more. */
    public final synchronized int blockedCount() {
        return blocked;
    }

    /** Returns whether the reader heard that the other side takes no more, and not that nothing waits. */
    public final synchronized boolean isBlocked() {
        return blockedNow;
    }

    /** Returns how often it was told that it is blocked when it was, or of progress when it was not. */
    public final synchronized int outOfTurnCount() {
        return outOfTurn;
    }

    /** Returns how often the reader heard that TLS is established. */
    public final synchronized int securedCount() {
        return secured;
    }

    /** Returns how often the reader heard that a wake-up's bytes have been handed over. */
    public final synchronized int readCompleteCount() {
        return readCompletes;
    }

    /** Returns the bytes that waited at the last progress; -1 if there was none. */
    public final synchronized long lastProgress() {
        return progress;
    }

    @Override
    public final synchronized String toString() {
        return "peer with " + received.size() + " bytes, closed " + closed + " times (" + cause + "), blocked "
                + blocked + " times, last progress " + progress;
    }

    private synchronized void changed() {
        notifyAll();
    }
}

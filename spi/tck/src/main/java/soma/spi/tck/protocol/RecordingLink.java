/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.protocol;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import soma.spi.annotation.Api;
import soma.spi.memory.Chunk;
import soma.spi.memory.ChunkPool;
import soma.spi.message.ByteView;
import soma.spi.transport.Link;
import soma.spi.transport.LinkCodec;
import soma.spi.transport.LinkReader;

/**
 * A link without another end: the test says what is received and looks at what was sent. The memory of received bytes is
 * scribbled over, freed and guarded when {@code read} returns. What the reader throws reaches the test.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class RecordingLink implements Link {
    private static final int SLACK = 8;
    private static final byte SCRIBBLE = (byte) 0xA5;

    private final TestLoop loop;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private byte[] unread = {};
    private @Nullable LinkReader reader;
    private @Nullable SSLEngine tls;
    private long pending;
    private boolean stalled;
    private boolean blocked;
    private boolean reading = true;
    private boolean closing;
    private volatile boolean closed;

    /** Makes an open link of that loop. */
    public RecordingLink(TestLoop loop) {
        this.loop = loop;
    }

    /** Says who reads; once. */
    public void reader(LinkReader whoReads) {
        reader = whoReads;
    }

    /** Has the reader read bytes, after those it has not used up; then all work that this leads to is done. */
    public void receive(byte[] bytes) {
        byte[] all = Arrays.copyOf(unread, unread.length + bytes.length);
        System.arraycopy(bytes, 0, all, unread.length, bytes.length);
        unread = all;
        loop.run(this::readUnread);
    }

    /** Has the reader read text as UTF-8. */
    public void receive(String text) {
        receive(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes the link from the other side: in order, or because something broke. */
    public void closedByPeer(@Nullable Throwable cause) {
        loop.run(() -> end(cause));
    }

    /** Says whether the other side takes bytes; when it does not, they wait and the reader hears of it. */
    public void stall(boolean on) {
        loop.run(() -> {
            stalled = on;
            if (!on) {
                drain();
            }
        });
    }

    /** Returns all bytes sent so far and not taken. */
    public synchronized byte[] sentBytes() {
        return sent.toByteArray();
    }

    /** Returns the text sent since the last call, one character a byte, and forgets it. */
    public synchronized String takeSent() {
        String text = sent.toString(StandardCharsets.ISO_8859_1);
        sent.reset();
        return text;
    }

    /** Returns whether the link is gone. */
    public boolean isClosed() {
        return closed;
    }

    /** Returns whether the reader wants to be given bytes. */
    public boolean isReading() {
        return reading;
    }

    /** Returns the engine that TLS was asked for with, or null. */
    public @Nullable SSLEngine tls() {
        return tls;
    }

    @Override
    public TestLoop loop() {
        return loop;
    }

    @Override
    public synchronized long write(Chunk first, int bytes) {
        if (closed || closing) {
            drop(first);
            return -1;
        }
        int counted = 0;
        for (Chunk chunk = first; chunk != null; chunk = chunk.next()) {
            byte[] copy = new byte[chunk.length()];
            MemorySegment.copy(chunk.memory(), ValueLayout.JAVA_BYTE, chunk.start(), copy, 0, copy.length);
            sent.writeBytes(copy);
            counted += copy.length;
        }
        drop(first);
        if (counted != bytes) {
            throw new AssertionError("a chain of " + counted + " bytes was written as one of " + bytes);
        }
        if (stalled) {
            pending += bytes;
            if (!blocked) {
                blocked = true;
                loop.execute(this::tellBlocked);
            }
        }
        return pending;
    }

    @Override
    public synchronized long pending() {
        return pending;
    }

    @Override
    public void reading(boolean on) {
        checkInLoop("reading");
        boolean resumed = on && !reading;
        reading = on;
        if (resumed) {
            loop.execute(this::readUnread);
        }
    }

    @Override
    public void startTls(SSLEngine engine) {
        checkInLoop("startTls");
        tls = engine;
    }

    @Override
    public void wrap(LinkCodec codec) {
        throw new UnsupportedOperationException("a recording link takes no codecs");
    }

    @Override
    public void close() {
        checkInLoop("close");
        closing = true;
        if (pending() == 0) {
            loop.execute(() -> end(null));
        }
    }

    @Override
    public void abort() {
        checkInLoop("abort");
        closing = true;
        loop.execute(() -> end(null));
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1:40000";
    }

    @Override
    public String remoteHost() {
        return "127.0.0.1";
    }

    private void readUnread() {
        LinkReader to = reader;
        if (to == null) {
            throw new IllegalStateException("nobody reads this link yet: call reader() first");
        }
        boolean goesOn = true;
        boolean any = false;
        while (goesOn
                && reading
                && !closing
                && !closed
                && unread.length > 0
                && unread.length >= (any ? to.wanted() : 0)) {
            int used = readOnce(to);
            any = true;
            goesOn = used > 0;
            unread = Arrays.copyOfRange(unread, used, unread.length);
        }
        if (any && !closed) {
            to.readComplete();
        }
    }

    private int readOnce(LinkReader to) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate((long) unread.length + SLACK);
            MemorySegment.copy(unread, 0, memory, ValueLayout.JAVA_BYTE, 0, unread.length);
            try {
                int used = to.read(new ByteView().wrap(memory, 0, unread.length));
                if (used < 0 || used > unread.length) {
                    throw new AssertionError(
                            "the reader used " + used + " bytes (expected: 0 to " + unread.length + ")");
                }
                return used;
            } finally {
                memory.fill(SCRIBBLE);
            }
        }
    }

    private void tellBlocked() {
        LinkReader to = reader;
        if (to != null && !closed && blocked) {
            to.blocked();
        }
    }

    private void drain() {
        LinkReader to = reader;
        boolean tell;
        synchronized (this) {
            tell = blocked;
            blocked = false;
            pending = 0;
        }
        if (tell && to != null && !closed) {
            to.progress(0);
        }
        if (closing) {
            end(null);
        }
    }

    private void end(@Nullable Throwable cause) {
        if (!closed) {
            closed = true;
            LinkReader to = reader;
            if (to != null) {
                to.closed(cause);
            }
        }
    }

    private void checkInLoop(String what) {
        if (!loop.inLoop()) {
            throw new AssertionError(what + " was called off the loop (expected: on the loop that owns the link)");
        }
    }

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

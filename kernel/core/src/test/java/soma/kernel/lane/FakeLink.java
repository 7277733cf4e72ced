/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lane;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import soma.plugin.transport.inprocess.ManualLoop;
import soma.spi.memory.Chunk;
import soma.spi.memory.ChunkPool;
import soma.spi.transport.EventLoop;
import soma.spi.transport.Link;
import soma.spi.transport.LinkCodec;

/** A link that keeps what is written to it, and says of itself that as many bytes wait as the test wants. */
public final class FakeLink implements Link {
    private final ManualLoop loop;
    private final ChunkPool pool = new ChunkPool();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<Integer> writes = new ArrayList<>();
    private volatile long pending;

    public FakeLink(ManualLoop loop) {
        this.loop = loop;
    }

    /** Sets how many bytes wait, whatever is written. */
    public void pending(long bytes) {
        pending = bytes;
    }

    /** Returns the sizes of the writes so far. */
    public synchronized List<Integer> writes() {
        return List.copyOf(writes);
    }

    /** Returns what has been written since the last call. */
    public synchronized String take() {
        String text = written.toString(StandardCharsets.ISO_8859_1);
        written.reset();
        return text;
    }

    @Override
    public synchronized long write(Chunk first, int bytes) {
        int sum = 0;
        Chunk chunk = first;
        while (chunk != null) {
            byte[] copy = new byte[chunk.length()];
            MemorySegment.copy(chunk.memory(), Words.BYTE, chunk.start(), copy, 0, copy.length);
            written.writeBytes(copy);
            sum += copy.length;
            Chunk next = chunk.next();
            pool.recycle(chunk);
            chunk = next;
        }
        if (sum != bytes) {
            throw new AssertionError("a chain of " + sum + " bytes was said to hold " + bytes);
        }
        writes.add(bytes);
        return pending;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public long pending() {
        return pending;
    }

    @Override
    public void reading(boolean on) {}

    @Override
    public void startTls(SSLEngine engine) {
        throw new UnsupportedOperationException("no TLS here");
    }

    @Override
    public void wrap(LinkCodec codec) {
        throw new UnsupportedOperationException("no codecs here");
    }

    @Override
    public void close() {}

    @Override
    public void abort() {}

    @Override
    public String remoteAddress() {
        return "fake:1";
    }

    @Override
    public String remoteHost() {
        return "fake";
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.benchmarks;

import javax.net.ssl.SSLEngine;
import soma.spi.memory.Chunk;
import soma.spi.transport.EventLoop;
import soma.spi.transport.Link;
import soma.spi.transport.LinkCodec;

/** A link whose peer takes everything at once: counts the bytes and gives the chunks back. Confined to its loop. */
final class SinkLink implements Link {
    private final DrivenLoop loop;
    private long bytes;

    SinkLink(DrivenLoop loop) {
        this.loop = loop;
    }

    /** Returns how many bytes were written so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public long write(Chunk first, int count) {
        bytes += count;
        loop.chunks().recycleChain(first);
        return 0;
    }

    @Override
    public long pending() {
        return 0;
    }

    @Override
    public void reading(boolean on) {}

    @Override
    public void startTls(SSLEngine engine) {
        throw new UnsupportedOperationException("no TLS");
    }

    @Override
    public void wrap(LinkCodec codec) {
        throw new UnsupportedOperationException("no codecs");
    }

    @Override
    public void close() {}

    @Override
    public void abort() {}

    @Override
    public String remoteAddress() {
        return "benchmark:0";
    }

    @Override
    public String remoteHost() {
        return "benchmark";
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Tells Netty where to read one link: into the buffer that all links of the loop share, or, where bytes are kept past the
 * read (TLS, io_uring), into a buffer of its own. One read per link and turn, so that no link keeps others waiting.
 */
final class ReadAllocator implements RecvByteBufAllocator, RecvByteBufAllocator.ExtendedHandle {
    private static final int OWN_SIZE = 32 * 1024;

    private final NettyLoop loop;
    private boolean shared;
    private int attempted;
    private int last;

    ReadAllocator(NettyLoop loop, boolean shared) {
        this.loop = loop;
        this.shared = shared;
    }

    /** From now on, reads into buffers that Netty may keep. */
    void unshare() {
        shared = false;
    }

    @Override
    public ReadAllocator newHandle() {
        return this;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
        return shared ? loop.reads().offer(loop.slice()) : allocator.directBuffer(OWN_SIZE, OWN_SIZE);
    }

    @Override
    public int guess() {
        return OWN_SIZE;
    }

    @Override
    public void reset(ChannelConfig config) {
        last = 0;
        attempted = 0;
    }

    @Override
    public void incMessagesRead(int count) {
        // one read per turn: nothing to count
    }

    @Override
    public void lastBytesRead(int bytes) {
        last = bytes;
    }

    @Override
    public int lastBytesRead() {
        return last;
    }

    @Override
    public void attemptedBytesRead(int bytes) {
        attempted = bytes;
    }

    @Override
    public int attemptedBytesRead() {
        return attempted;
    }

    @Override
    public boolean continueReading() {
        return false;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
        return false;
    }

    @Override
    public void readComplete() {
        // nothing to learn: the size does not adapt to one link
    }
}

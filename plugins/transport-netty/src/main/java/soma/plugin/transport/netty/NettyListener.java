/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

/** An open server socket. Any thread may close it. */
final class NettyListener implements Transport.Listener {
    private static final int PATIENCE_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(NettyListener.class);

    private final Channel channel;
    private final Endpoint boundTo;
    private final List<NettyLoop> loops;

    NettyListener(Channel channel, Endpoint boundTo, List<NettyLoop> loops) {
        this.channel = channel;
        this.boundTo = boundTo;
        this.loops = loops;
    }

    @Override
    public Endpoint boundTo() {
        return boundTo;
    }

    /** Closes. On an event loop this cannot wait for the other loops, which may then still open a link each. */
    @Override
    public void close() {
        var closed = channel.close();
        if (loops.stream().anyMatch(NettyLoop::inLoop)) {
            return;
        }
        closed.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        // what was accepted before waits in the queues of the loops; and NIO frees the port when it selects again
        var passed = new CountDownLatch(loops.size());
        loops.forEach(loop -> loop.executeNextTurn(passed::countDown));
        try {
            if (!passed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("an event loop has been busy for {} s; {} may not be closed", PATIENCE_SECONDS, boundTo);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

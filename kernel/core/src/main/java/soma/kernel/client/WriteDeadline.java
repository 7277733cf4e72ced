/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import soma.kernel.options.CoreOptions.Timing;
import soma.kernel.options.CoreOptions.WriteTimeout;
import soma.spi.config.Durations;
import soma.spi.transport.EventLoop;

/**
 * Ends a connection whose peer has taken nothing for the write deadline while bytes waited for it. Confined to the session's
 * loop.
 */
final class WriteDeadline {
    private static final Logger LOG = LoggerFactory.getLogger(WriteDeadline.class);

    private final ClientSession session;
    private EventLoop.@Nullable Timer timer;
    private long since;
    private boolean flagged;

    WriteDeadline(ClientSession session) {
        this.session = session;
    }

    /** Begins to wait for the peer to take bytes. */
    void start() {
        since = session.loop().nanoTime();
        schedule(timing().writeDeadline().toNanos());
    }

    /** Takes note that the peer took some; 0 pending ends the wait. */
    void progress(long pending) {
        since = session.loop().nanoTime();
        if (pending == 0) {
            stop();
            if (flagged) {
                flagged = false;
                LOG.info("{} - Slow Consumer Recovered", session);
            }
        }
    }

    void stop() {
        EventLoop.Timer running = timer;
        timer = null;
        if (running != null) {
            running.cancel();
        }
    }

    private void schedule(long delay) {
        stop();
        timer = session.loop().schedule(this::check, delay);
    }

    private void check() {
        long deadline = timing().writeDeadline().toNanos();
        long left = since + deadline - session.loop().nanoTime();
        if (left > 0) {
            schedule(left);
            return;
        }
        LOG.warn(
                "{} - Slow Consumer {}: WriteDeadline of {} exceeded with {} total bytes.",
                session,
                flagged ? "State" : "Detected",
                Durations.format(timing().writeDeadline()),
                session.link().pending());
        if (timing().writeTimeout() == WriteTimeout.CLOSE) {
            session.close(CloseReason.SLOW_WRITE);
        } else {
            flagged = true;
            schedule(deadline);
        }
    }

    private Timing timing() {
        return session.environment().options().timing();
    }
}

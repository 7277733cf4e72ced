/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import soma.kernel.options.CoreOptions.Timing;
import soma.spi.transport.EventLoop;

/**
 * Asks an idle client for a sign of life, measures the time of a round trip, and ends connections that do not answer.
 * Confined to the session's loop.
 */
final class PingTimer {
    private static final long FIRST_PING = Duration.ofSeconds(2).toNanos();
    private static final long MEASURE_AGAIN = Duration.ofHours(1).toNanos();

    private final ClientSession session;
    private final EventLoop loop;
    private EventLoop.@Nullable Timer timer;
    private int outstanding;
    private boolean first;
    private boolean measured;
    private long sentAt;
    private long measuredAt;
    private volatile long roundTrip;

    PingTimer(ClientSession session, EventLoop loop) {
        this.session = session;
        this.loop = loop;
    }

    /** Begins, with the first PING after a whole interval. */
    void start() {
        schedule(interval());
    }

    /** Begins anew after CONNECT: the first PING comes soon, a little spread, and measures the round trip. */
    void connected(long estimate) {
        roundTrip = Math.max(estimate, 1);
        first = true;
        long delay = Math.min(interval(), FIRST_PING);
        schedule(delay + ThreadLocalRandom.current().nextLong(delay / 5 + 1));
    }

    void stop() {
        EventLoop.Timer running = timer;
        timer = null;
        if (running != null) {
            running.cancel();
        }
    }

    /** Returns the last measured round trip in nanoseconds; 0 before the first. Any thread may call this. */
    long roundTrip() {
        return roundTrip;
    }

    /** Takes note of a PONG. */
    void pong() {
        if (outstanding > 0) {
            long now = loop.nanoTime();
            roundTrip = Math.max(now - sentAt, 1);
            measuredAt = now;
            measured = true;
        }
        outstanding = 0;
    }

    private void tick() {
        if (needsPing() && !ping()) {
            return;
        }
        first = false;
        schedule(interval());
    }

    private boolean needsPing() {
        long now = loop.nanoTime();
        boolean active = now - session.lastInbound() < interval();
        boolean knowsRoundTrip = measured && now - measuredAt < MEASURE_AGAIN;
        return first || !active || !knowsRoundTrip;
    }

    private boolean ping() {
        if (outstanding + 1 > timing().pingMax()) {
            session.fail(ClientErrors.STALE, CloseReason.STALE);
            return false;
        }
        outstanding++;
        sentAt = loop.nanoTime();
        session.sendPing();
        return true;
    }

    private void schedule(long delay) {
        stop();
        timer = loop.schedule(this::tick, delay);
    }

    private long interval() {
        return timing().pingInterval().toNanos();
    }

    private Timing timing() {
        return session.environment().options().timing();
    }
}

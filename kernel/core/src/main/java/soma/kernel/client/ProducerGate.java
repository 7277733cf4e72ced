/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import soma.kernel.lane.Outlet;
import soma.spi.transport.EventLoop;

/**
 * Holds a producer back while a consumer of its messages is congested: it reads nothing until the consumer is relieved, but
 * never for longer than a moment, so that one that takes nothing does not stop its producers for good. Confined to its
 * session's loop.
 */
final class ProducerGate {
    /** As long as nats-server stalls a producer at a time, in nanoseconds. */
    private static final long LONGEST = 2_000_000;

    private final ClientSession session;
    private final Runnable releaseSoon;
    private final Set<Runnable> waiting = new LinkedHashSet<>(0);
    private boolean held;
    private volatile int stalls;

    ProducerGate(ClientSession session) {
        this.session = session;
        EventLoop loop = session.loop();
        this.releaseSoon = () -> loop.execute(this::release);
    }

    /** Returns how often the producer was held back. Any thread may call this. */
    int stalls() {
        return stalls;
    }

    /** Holds this session back for a congested outlet. */
    void hold(Outlet outlet) {
        if (held) {
            return;
        }
        held = true;
        int before = stalls;
        stalls = before + 1;
        session.environment().sessions().stalled();
        session.pause(ClientSession.Pause.CONGESTION);
        session.loop().schedule(this::release, LONGEST);
        outlet.whenRelieved(releaseSoon);
    }

    private void release() {
        if (held) {
            held = false;
            session.resume(ClientSession.Pause.CONGESTION);
        }
    }

    /** Keeps a task until this session is relieved. */
    void await(Runnable task) {
        waiting.add(task);
    }

    /** Runs the tasks that wait for this session. */
    void relieve() {
        if (!waiting.isEmpty()) {
            List<Runnable> tasks = List.copyOf(waiting);
            waiting.clear();
            tasks.forEach(Runnable::run);
        }
    }
}

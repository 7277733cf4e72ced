/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import soma.kernel.options.CoreOptions.LameDuckOptions;
import soma.kernel.session.SessionTable;
import soma.spi.protocol.Protocol.Session;

/**
 * Lame duck mode: takes no more clients, has plugins hand over their work, tells the clients to go elsewhere, gives them a
 * grace period, and then closes those still there one by one, so that they do not all turn to other servers at once.
 */
public final class LameDuck {
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

    private final Supplier<LameDuckOptions> options;
    private final SessionTable sessions;
    private final ClientListener clients;
    private final Drain drain;
    private final Pause pause;
    private final RandomGenerator random;
    private final Logger log;

    /** What lame duck mode acts on. */
    public record Parts(SessionTable sessions, ClientListener clients, Drain drain, Logger log) {}

    /** Makes the mode. */
    public LameDuck(Parts parts, Supplier<LameDuckOptions> options, Pause pause, RandomGenerator random) {
        this.options = options;
        this.sessions = parts.sessions();
        this.clients = parts.clients();
        this.drain = parts.drain();
        this.log = parts.log();
        this.pause = pause;
        this.random = random;
    }

    /**
     * Runs it to the end; the caller shuts the server down afterwards.
     *
     * @return false if a shutdown cut it short
     */
    public boolean run() throws InterruptedException {
        log.info("Entering lame duck mode, stop accepting new clients");
        clients.close();
        LameDuckOptions times = options.get();
        drain.run(times.grace());
        List<Session> leaving = sessions.clients();
        if (leaving.isEmpty()) {
            return true;
        }
        sessions.forEach(session -> attempt(session, Session::lameDuck));
        if (!pause.await(times.grace())) {
            return false;
        }
        log.info("Closing existing clients");
        return closeAll(leaving, times.duration().minus(times.grace()));
    }

    private void attempt(Session session, Consumer<Session> action) {
        try {
            action.accept(session);
        } catch (RuntimeException e) {
            log.error(
                    "Session {} failed in lame duck mode",
                    session.view().identity().id(),
                    e);
        }
    }

    private boolean closeAll(List<Session> leaving, Duration within) throws InterruptedException {
        long interval = Math.min(within.toNanos() / leaving.size(), LONGEST_INTERVAL.toNanos());
        int left = leaving.size();
        for (Session session : leaving) {
            attempt(session, leaver -> leaver.close(Shutdown.REASON));
            left--;
            // half to all of the interval, so that servers that go down together do not close in step
            if (left > 0 && !pause.await(Duration.ofNanos(random.nextLong(interval / 2, interval + 1)))) {
                return false;
            }
        }
        return true;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import soma.kernel.assembly.Assembly;
import soma.kernel.session.SessionTable;
import soma.spi.config.Durations;

/**
 * An orderly end: has plugins hand over their work, closes the client listener and all sessions, and stops the plugins in
 * reverse order. Each step has its time; what fails or is late is logged and passed over.
 */
public final class Shutdown {
    /** The reason that monitoring shows for sessions closed by a server that goes. */
    static final String REASON = "Server Shutdown";

    private final SessionTable sessions;
    private final ClientListener clients;
    private final Drain drain;
    private final Plugins plugins;
    private final Times times;
    private final Logger log;

    /**
     * How long the steps may take.
     *
     * @param drain    handing over work, all plugins together
     * @param sessions closing sessions
     * @param stop     stopping, each plugin
     */
    public record Times(Duration drain, Duration sessions, Duration stop) {
        /** Good for a server with a supervisor that kills what does not end within a minute or so. */
        public static final Times DEFAULTS =
                new Times(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    /** Makes the sequence. */
    public Shutdown(LameDuck.Parts parts, Supplier<Assembly> assembly, Times times) {
        this.sessions = parts.sessions();
        this.clients = parts.clients();
        this.drain = parts.drain();
        this.log = parts.log();
        this.plugins = new Plugins(assembly, log);
        this.times = times;
    }

    /** Runs it to the end. */
    public void run() {
        log.info("Initiating Shutdown...");
        drain.run(times.drain());
        attempt("close the client listener", clients::close);
        attempt("close the sessions", this::closeSessions);
        plugins.stop(times.stop());
        log.info("Server Exiting..");
    }

    private void closeSessions() {
        sessions.forEach(session -> attempt("close a session", () -> session.close(REASON)));
        try {
            if (!sessions.awaitNone(times.sessions())) {
                log.warn(
                        "{} sessions did not close within {}, going on without them",
                        sessions.count(),
                        Durations.format(times.sessions()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("Failed to {}", what, e);
        }
    }
}

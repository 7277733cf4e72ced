/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import soma.kernel.assembly.Assembly;
import soma.kernel.assembly.Assembly.Contribution;
import soma.spi.plugin.Lifecycle;
import soma.spi.server.Server;

/**
 * Starts the plugins, has them listen, and last opens the client listener: whoever connects finds everything there. What
 * fails stops what was begun, in reverse order.
 */
public final class StartSequence {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Plugins plugins;
    private final ClientListener clients;
    private final Logger log;

    /** Makes the sequence. */
    public StartSequence(Supplier<Assembly> assembly, ClientListener clients, Logger log) {
        this.plugins = new Plugins(assembly, log);
        this.clients = clients;
        this.log = log;
    }

    /**
     * Runs it.
     *
     * @throws LifecycleException if a step fails; everything has been stopped then
     */
    public void run(Server server) {
        List<Contribution<Lifecycle>> begun = new ArrayList<>();
        try {
            plugins.start(server, begun);
            plugins.listen();
            clients.open();
        } catch (RuntimeException | Error e) {
            plugins.stop(begun, STOP_WITHIN);
            throw e;
        }
        log.info("Server is ready");
    }
}

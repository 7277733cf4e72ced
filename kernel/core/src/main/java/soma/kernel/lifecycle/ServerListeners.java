/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import soma.kernel.assembly.Assembly;
import soma.spi.server.ServerListener;

/** Tells plugins what happens to the server as a whole. Safe for any thread; for workers, as listeners may take a while. */
public final class ServerListeners {
    private final Supplier<Assembly> assembly;
    private final Logger log;

    /** Makes a teller of the listeners in the current assembly. */
    public ServerListeners(Supplier<Assembly> assembly, Logger log) {
        this.assembly = assembly;
        this.log = log;
    }

    /** Tells all of them, each whatever the others do. */
    public void tell(Consumer<ServerListener> event) {
        for (ServerListener listener : assembly.get().extensions(ServerListener.POINT)) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                log.error("Server listener {} failed", listener.getClass().getName(), e);
            }
        }
    }
}

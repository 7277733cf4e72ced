/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.client;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import soma.compat.server.ServerProcess;

/** Opens connections of the Java client and gives them short deadlines. */
final class Clients {

    static final Duration LIMIT = Duration.ofSeconds(5);

    private Clients() {}

    static Connection connect(ServerProcess server) throws IOException, InterruptedException {
        return Nats.connect(options(server).build());
    }

    static Options.Builder options(ServerProcess server) {
        return new Options.Builder()
                .server(server.url())
                .connectionTimeout(LIMIT)
                .reconnectWait(Duration.ofMillis(50))
                .errorListener(new io.nats.client.ErrorListener() {});
    }
}

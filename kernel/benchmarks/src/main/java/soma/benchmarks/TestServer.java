/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.benchmarks;

import java.util.ArrayList;
import java.util.List;
import soma.kernel.boot.Kernel;
import soma.spi.plugin.ServerPlugin;
import soma.spi.transport.Endpoint;

/** A started kernel with a transport to nowhere, as a rule with nothing else. Confined to the thread that made it. */
final class TestServer implements AutoCloseable {
    private final DrivenLoop loop = new DrivenLoop();
    private final SinkTransport transport = new SinkTransport();
    private final Kernel kernel;

    TestServer(ServerPlugin... further) {
        List<ServerPlugin> plugins = new ArrayList<>(List.of(further));
        plugins.add(transport);
        kernel = Kernel.builder()
                .plugins(plugins)
                .listener(new Endpoint(SinkTransport.SCHEME, "benchmark", 0))
                .build();
        kernel.start();
    }

    /** Returns a client that has said CONNECT. */
    TestClient connect() {
        var client = new TestClient(loop, transport);
        client.send("CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"protocol\":1}\r\nPING\r\n");
        return client;
    }

    @Override
    public void close() {
        kernel.shutdown();
    }
}

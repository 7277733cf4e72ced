/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.features;

import java.util.ArrayList;
import java.util.List;
import soma.kernel.route.TestServer;
import soma.spi.plugin.ServerPlugin;

/** The servers of one test; closed together, the last one first. */
final class FeatureServers implements AutoCloseable {
    private final List<TestServer> servers = new ArrayList<>();

    TestServer start(ServerPlugin... plugins) {
        TestServer server = new TestServer(plugins);
        servers.add(server);
        return server;
    }

    @Override
    public void close() {
        servers.reversed().forEach(TestServer::close);
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import soma.plugin.transport.inprocess.InProcessClient;

/** A client of a {@link TestServer}: what it sends has been dealt with when the call returns. */
public final class WireClient {
    private final TestServer server;
    private final InProcessClient client;

    WireClient(TestServer server, InProcessClient client) {
        this.server = server;
        this.client = client;
    }

    /** Sends bytes of the client protocol. */
    public WireClient send(String text) {
        client.send(text);
        server.settle();
        return this;
    }

    /** Returns what has come since the last call. */
    public String take() {
        server.settle();
        return client.take();
    }

    /** Ends the connection. */
    public void close() {
        client.close();
        server.settle();
    }
}

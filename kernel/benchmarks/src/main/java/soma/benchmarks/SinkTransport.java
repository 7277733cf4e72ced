/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Link;
import soma.spi.transport.LinkReader;
import soma.spi.transport.Transport;

/** A transport that opens {@link SinkLink}s when it is told to, and the plugin that contributes it. */
final class SinkTransport implements Transport, ServerPlugin {
    static final String SCHEME = "sink";

    private LinkAcceptor acceptor = link -> {
        throw new IllegalStateException("nobody listens yet");
    };

    /** Returns who reads what comes in on a link. */
    LinkReader open(Link link) {
        return acceptor.open(link);
    }

    @Override
    public PluginInfo info() {
        return PluginInfo.of("transport-sink", "0.1.0");
    }

    @Override
    public void contribute(Contributions contributions) {
        contributions.add(Transport.POINT, SCHEME, this);
    }

    @Override
    public CompletionStage<Listener> listen(Endpoint endpoint, LinkAcceptor opener) {
        acceptor = opener;
        return CompletableFuture.completedFuture(new Listener() {
            @Override
            public Endpoint boundTo() {
                return endpoint;
            }

            @Override
            public void close() {}
        });
    }

    @Override
    public CompletionStage<Link> dial(Endpoint endpoint, LinkAcceptor opener) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("dials nowhere"));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Link;
import soma.spi.transport.Transport;

/** A transport that binds anything, or fails as told, and keeps a list of what happened. */
public final class FakeTransport implements Transport {
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public volatile @Nullable Exception failure;

    @Override
    public CompletionStage<Listener> listen(Endpoint endpoint, LinkAcceptor acceptor) {
        Exception cause = failure;
        if (cause != null) {
            return CompletableFuture.failedFuture(cause);
        }
        Endpoint bound = endpoint.port() == 0 ? new Endpoint(endpoint.scheme(), endpoint.host(), 4711) : endpoint;
        calls.add("listen " + bound.address());
        return CompletableFuture.completedFuture(new Listener() {
            @Override
            public Endpoint boundTo() {
                return bound;
            }

            @Override
            public void close() {
                calls.add("close");
            }
        });
    }

    @Override
    public CompletionStage<Link> dial(Endpoint endpoint, LinkAcceptor acceptor) {
        throw new UnsupportedOperationException();
    }
}

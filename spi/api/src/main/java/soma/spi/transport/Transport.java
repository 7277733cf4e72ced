/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.transport;

import java.util.concurrent.CompletionStage;
import soma.spi.annotation.Api;
import soma.spi.annotation.RunsOn;
import soma.spi.annotation.RunsOn.Context;
import soma.spi.plugin.ExtensionPoint;

/**
 * Moves bytes. Contributed under the scheme of its endpoints: {@code tcp}, {@code unix}, {@code inproc}. Its loops start with
 * the plugin's life cycle and end with it, after all links are closed.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public interface Transport {
    /** Where transports are contributed, under their scheme. */
    ExtensionPoint<Transport> POINT = ExtensionPoint.named("transport", Transport.class);

    /**
     * Accepts links on an endpoint.
     *
     * @return completes when bound; fails with the address in the message if it cannot be
     */
    @RunsOn(Context.ANY_THREAD)
    CompletionStage<Listener> listen(Endpoint endpoint, LinkAcceptor acceptor);

    /**
     * Dials out.
     *
     * @return completes when connected, after the acceptor has been asked; fails with the address in the message
     */
    @RunsOn(Context.ANY_THREAD)
    CompletionStage<Link> dial(Endpoint endpoint, LinkAcceptor acceptor);

    /** An open listener. */
    interface Listener extends AutoCloseable {
        /** Returns where it listens, the port filled in. */
        @RunsOn(Context.ANY_THREAD)
        Endpoint boundTo();

        /** Accepts no more links; those there are stay. Returns when no further acceptor will be called. */
        @Override
        @RunsOn(Context.WORKER)
        void close();
    }

    /** Answers with who reads a new link. */
    @FunctionalInterface
    interface LinkAcceptor {
        /** Returns who reads the link. The link may be written to at once; nothing is read before the return. */
        @RunsOn(Context.OWNING_LOOP)
        LinkReader open(Link link);
    }
}

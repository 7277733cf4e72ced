/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import java.util.EnumSet;
import java.util.Set;
import soma.spi.tck.transport.TransportAbility;
import soma.spi.tck.transport.TransportContract;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

/** Runs the contract for one way to talk to the system. */
abstract class NettyContract extends TransportContract {
    private final IoModel model;
    private final int loops;

    NettyContract(IoModel model, int loops) {
        this.model = model;
        this.loops = loops;
    }

    @Override
    protected Transport startTransport() {
        var transport = new NettyTransport(new TransportOptions(model, loops, 128 * 1024));
        transport.start();
        return transport;
    }

    @Override
    protected void stopTransport(Transport started) {
        ((NettyTransport) started).stop();
    }

    @Override
    protected Endpoint anyEndpoint() {
        return Endpoint.tcp("127.0.0.1", 0);
    }

    @Override
    protected Set<TransportAbility> abilities() {
        return EnumSet.allOf(TransportAbility.class);
    }
}

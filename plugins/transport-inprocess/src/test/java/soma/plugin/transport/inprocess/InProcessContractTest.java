/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.inprocess;

import java.util.Set;
import soma.spi.tck.transport.TransportAbility;
import soma.spi.tck.transport.TransportContract;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

final class InProcessContractTest extends TransportContract {
    @Override
    protected Transport startTransport() {
        InProcessTransport transport = InProcessTransport.onThreads(2);
        transport.start();
        return transport;
    }

    @Override
    protected void stopTransport(Transport started) {
        ((InProcessTransport) started).close();
    }

    @Override
    protected Endpoint anyEndpoint() {
        return new Endpoint(InProcessTransport.SCHEME, "contract", 0);
    }

    @Override
    protected Set<TransportAbility> abilities() {
        return Set.of();
    }
}

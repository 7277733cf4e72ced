/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.spi.transport.Endpoint;

class PortsDocumentTest {
    @Test
    void namesTheListenersOfClientsAsNatsServerDoes() {
        assertEquals(
                "{\"monitoring\":[\"http://127.0.0.1:8222\"],\"nats\":[\"nats://127.0.0.1:4222\"]}",
                PortsDocument.of(
                        Map.of("client", List.of(Endpoint.tcp("127.0.0.1", 4222))),
                        Map.of("monitoring", List.of("http://127.0.0.1:8222"), "websocket", List.of())));
    }

    @Test
    void putsEveryAddressOfThisMachineForAllAddressesLoopbackFirst() {
        String document = PortsDocument.of(Map.of("client", List.of(Endpoint.tcp("0.0.0.0", 4222))), Map.of());
        assertTrue(document.startsWith("{\"nats\":[\"nats://127.0.0.1:4222\""), document);
    }

    @Test
    void writesIpv6AddressesShort() {
        assertEquals("::1", Ipv6Text.compressed("0:0:0:0:0:0:0:1"));
        assertEquals("fe80::fc:ff:fe00:1", Ipv6Text.compressed("fe80:0:0:0:fc:ff:fe00:1"));
        assertEquals("1:0:2:3:4:5:6:7", Ipv6Text.compressed("1:0:2:3:4:5:6:7"));
        assertEquals("1:0:0:2::", Ipv6Text.compressed("1:0:0:2:0:0:0:0"));
        assertEquals("::", Ipv6Text.compressed("0:0:0:0:0:0:0:0"));
    }
}

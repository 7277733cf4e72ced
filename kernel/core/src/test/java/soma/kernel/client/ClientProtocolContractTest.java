/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import soma.kernel.boot.Kernel;
import soma.kernel.testing.FakePlugin;
import soma.plugin.transport.inprocess.InProcessTransport;
import soma.plugin.transport.inprocess.ManualLoop;
import soma.spi.protocol.Protocol;
import soma.spi.tck.protocol.ProtocolContract;
import soma.spi.tck.protocol.ProtocolFixture;
import soma.spi.tck.protocol.RecordingLink;
import soma.spi.tck.protocol.TestLoop;
import soma.spi.tck.protocol.WireScript;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

/** Holds the client protocol to the contract of all protocols. */
class ClientProtocolContractTest extends ProtocolContract {
    @Override
    protected ProtocolFixture fixture() {
        return new ProtocolFixture() {
            private Kernel kernel = kernel();

            @Override
            public Protocol start() {
                kernel = kernel();
                kernel.start();
                return protocol(kernel);
            }

            @Override
            public void stop() {
                kernel.shutdown();
            }
        };
    }

    private static Kernel kernel() {
        InProcessTransport transport = InProcessTransport.on(new ManualLoop());
        return Kernel.builder()
                .plugins(List.of(FakePlugin.named("transport")
                        .contributing(c -> c.add(Transport.POINT, InProcessTransport.SCHEME, transport))))
                .listener(new Endpoint(InProcessTransport.SCHEME, "contract", 0))
                .build();
    }

    @Test
    void aConnectionThatBreaksIsRememberedAsAReadError() {
        Kernel kernel = kernel();
        kernel.start();
        try (TestLoop loop = new TestLoop()) {
            RecordingLink link = new RecordingLink(loop);
            loop.run(() -> link.reader(protocol(kernel).open(link, false)));
            link.closedByPeer(new IOException("connection reset"));
            loop.runUntilIdle();
            assertEquals(
                    "Read Error", kernel.server().sessions().closed().getLast().reason());
        } finally {
            kernel.shutdown();
        }
    }

    private static Protocol protocol(Kernel kernel) {
        return Objects.requireNonNull(kernel.server().named(Protocol.POINT).get(ClientProtocol.NAME));
    }

    @Override
    protected List<WireScript> scripts() {
        return List.of(
                WireScript.on(fixture())
                        .expect("{INFO}")
                        .send("CONNECT {\"verbose\":false,\"headers\":true}\r\nPING\r\n")
                        .expect("PONG\r\n")
                        .send("SUB a.* 1\r\nsub  b\tq  2\r\nPUB a.b r 2\r\nhi\r\nHPUB b 12 13\r\nNATS/1.0\r\n\r\nx\r\n")
                        .expect("MSG a.b 1 r 2\r\nhi\r\nHMSG b 2 12 13\r\nNATS/1.0\r\n\r\nx\r\n")
                        .send("UNSUB 1\r\nPUB a.b 0\r\n\r\npong\r\n+OK\r\nINFO {}\r\nPUB  b  1\n1\r\n")
                        .expect("MSG b 2 1\r\n1\r\n"),
                WireScript.on(fixture())
                        .expect("{INFO}")
                        .send("SUB a 1\r\nPUB a 1\r\nx\r\nSUB a..b 2\r\n")
                        .expect("+OK\r\n+OK\r\nMSG a 1 1\r\nx\r\n-ERR 'Invalid Subject'\r\n")
                        .send("PUB a 1\r\nxyz\r\n")
                        .expect("-ERR 'Unknown Protocol Operation'\r\n")
                        .expectClosed());
    }

    @Override
    protected Map<String, String> moreGarbage() {
        return Map.of(
                "a SUB of blanks",
                "SUB" + " ".repeat(1 << 16),
                "a subject without an end",
                "PUB " + "x".repeat(1 << 16),
                "a CONNECT without an end",
                "CONNECT {" + "[".repeat(1 << 16),
                "a message that is too large",
                "PUB a 999999999\r\n",
                "a size out of range",
                "PUB a 9999999999\r\n",
                "more headers than message",
                "CONNECT {\"headers\":true}\r\nHPUB a 13 12\r\n");
    }
}

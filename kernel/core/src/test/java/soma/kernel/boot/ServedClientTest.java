/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import soma.kernel.testing.Conf;
import soma.kernel.testing.FakePlugin;
import soma.plugin.transport.inprocess.InProcessClient;
import soma.plugin.transport.inprocess.InProcessTransport;
import soma.spi.plugin.Lifecycle;
import soma.spi.server.Server;
import soma.spi.server.Server.Version;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

/** A whole kernel with a client, over the in-process transport. */
@Timeout(60)
class ServedClientTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final InProcessTransport transport = InProcessTransport.onThreads(1);
    private final Kernel kernel = Kernel.builder()
            .plugins(List.of(FakePlugin.named("inproc").contributing(c -> {
                c.add(Transport.POINT, InProcessTransport.SCHEME, transport);
                c.add(Lifecycle.POINT, new Lifecycle() {
                    @Override
                    public void start(Server server) {
                        transport.start();
                    }

                    @Override
                    public void stop() {
                        transport.close();
                    }
                });
            })))
            .configuration(Conf.of("server_name", "me"))
            .version(new Version("0.1.0", "2.15.1"))
            .listener(new Endpoint(InProcessTransport.SCHEME, "here", 0))
            .build();

    @BeforeEach
    void start() {
        kernel.start();
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    private InProcessClient connect() throws InterruptedException {
        InProcessClient client = transport.connect("here");
        assertTrue(client.await(text -> text.endsWith("\r\n"), SOON), client::received);
        String info = client.take();
        assertTrue(info.startsWith("INFO {\"server_id\":\"N"), info);
        assertTrue(info.contains("\"server_name\":\"me\",\"version\":\"2.15.1\",\"proto\":1,"), info);
        assertTrue(info.endsWith(",\"soma\":\"0.1.0\"} \r\n"), info);
        return client;
    }

    @Test
    void aClientConnectsPublishesAndReceives() throws InterruptedException {
        try (InProcessClient client = connect()) {
            client.send("CONNECT {\"verbose\":false,\"name\":\"app\",\"protocol\":0}\r\nSUB greet.* 1\r\nPING\r\n");
            assertTrue(client.await(text -> text.equals("PONG\r\n"), SOON), client::received);
            client.take();
            client.send("PUB greet.joe 2\r\nhi\r\n");
            assertTrue(client.await(text -> text.equals("MSG greet.joe 1 2\r\nhi\r\n"), SOON), client::received);
            Map<String, Object> connz = kernel.server().report("connz", Map.of());
            assertEquals(1, connz.get("total"));
            assertEquals("app", ((Map<?, ?>) ((List<?>) connz.get("connections")).getFirst()).get("name"));
            assertEquals(1L, kernel.server().report("varz", Map.of()).get("subscriptions"));
        }
    }

    @Test
    void aShutdownClosesClients() throws InterruptedException {
        try (InProcessClient client = connect()) {
            kernel.close();
            assertTrue(client.awaitClosed(SOON));
            assertEquals(
                    List.of("Server Shutdown"),
                    kernel.server().sessions().closed().stream()
                            .map(c -> c.reason())
                            .toList());
        }
    }
}

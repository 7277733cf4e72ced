/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import soma.kernel.testing.Conf;
import soma.kernel.testing.FakePlugin;
import soma.kernel.testing.FakeSession;
import soma.kernel.testing.FakeTransport;
import soma.spi.config.ConfigNode;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.PluginInfo;
import soma.spi.protocol.InfoContributor;
import soma.spi.protocol.Protocol;
import soma.spi.server.Server;
import soma.spi.server.Server.Version;
import soma.spi.server.ServerIdentity;
import soma.spi.server.ServerListener;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

@Timeout(60)
class KernelTest {
    private final FakeTransport transport = new FakeTransport();
    private final AtomicReference<Server> seen = new AtomicReference<>();
    private final List<String> calls = new ArrayList<>();
    private final FakePlugin plugin = FakePlugin.named("tcp").contributing(c -> {
        c.add(Transport.POINT, "tcp", transport);
        c.add(InfoContributor.POINT, (_, _) -> {});
        c.add(Lifecycle.POINT, new Lifecycle() {
            @Override
            public void start(Server server) {
                seen.set(server);
                calls.add("start");
            }

            @Override
            public void stop() {
                calls.add("stop");
            }
        });
    });

    private KernelBuilder builder(Object... pairs) {
        return Kernel.builder()
                .plugins(List.of(plugin))
                .configuration(Conf.of(pairs))
                .version(new Version("0.1.0", "2.15.1"));
    }

    @Test
    void startsServesAndEnds() throws Exception {
        Kernel kernel = builder("port", -1, "server_name", "me").build();
        assertEquals(Map.of(), kernel.boundEndpoints());
        assertEquals(List.of(), kernel.start());
        assertEquals(Map.of("client", List.of(Endpoint.tcp("0.0.0.0", 4711))), kernel.boundEndpoints());
        Server server = kernel.server();
        assertEquals(server, seen.get());
        assertEquals("me", server.name());
        assertTrue(server.id().matches("N[A-Z2-7]{55}"));
        assertEquals(
                List.of("kernel", "tcp"),
                server.plugins().stream().map(PluginInfo::id).toList());
        assertEquals(1_048_576, server.limits().maxPayload());
        assertEquals("me", server.report("varz", Map.of()).get("server_name"));
        assertEquals(0, server.report("connz", Map.of()).get("total"));
        assertTrue(server.named(Protocol.POINT).containsKey("client"));
        assertFalse(kernel.terminated().toCompletableFuture().isDone());
        kernel.shutdown();
        kernel.terminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertEquals(List.of("start", "stop"), calls);
        assertEquals(Map.of(), kernel.boundEndpoints());
    }

    @Test
    void takesTheIdOfWhoCanSignForIt() {
        FakePlugin signer =
                FakePlugin.named("signer").contributing(c -> c.add(ServerIdentity.POINT, () -> "N" + "A".repeat(55)));
        try (Kernel kernel =
                builder("port", -1).plugins(List.of(plugin, signer)).build()) {
            kernel.start();
            Server server = kernel.server();
            assertEquals("N" + "A".repeat(55), server.id());
            assertEquals(server.id(), server.name());
            assertEquals(server.id(), server.report("varz", Map.of()).get("server_id"));
        }
    }

    @Test
    void checksWithoutStarting() {
        List<Problem> warnings = builder("ping_interval", 5).build().check();
        assertEquals(
                "test.conf:1:1: invalid use of field \"ping_interval\": ping_interval should be converted to a duration",
                warnings.getFirst().toString());
        ConfigurationException refused = assertThrows(
                ConfigurationException.class,
                () -> builder("ping_interval", 5, "prt", 1, "max_sub_tokens", 300)
                        .build()
                        .check());
        assertEquals(3, refused.problems().size());
        assertEquals(Problem.Severity.WARNING, refused.problems().getFirst().severity());
        assertTrue(refused.getMessage().contains("test.conf:2:1: unknown field \"prt\" (did you mean \"port\"?)"));
        assertEquals(List.of(), calls);
    }

    @Test
    void refusesPluginsThatDoNotGoTogether() {
        KernelBuilder builder = builder().plugins(List.of(FakePlugin.named("a", "b")));
        assertThrows(ConfigurationException.class, builder::build);
    }

    @Test
    void usesTheHintOfWhoOwnsAKey() {
        Kernel kernel = builder("streams", Map.of())
                .ownerHint(_ -> Optional.of("stream-store"))
                .build();
        ConfigurationException refused = assertThrows(ConfigurationException.class, kernel::start);
        assertTrue(refused.getMessage().contains("is a section of plugin 'stream-store', which is not installed"));
        assertTrue(kernel.terminated().toCompletableFuture().isDone());
    }

    @Test
    void aFailedStartStopsEverything() {
        transport.failure = new java.io.IOException("in use");
        Kernel kernel = builder().build();
        StartException failure = assertThrows(StartException.class, kernel::start);
        assertEquals("Error listening on port: 0.0.0.0:4222, \"in use\"", failure.getMessage());
        assertEquals(List.of("start", "stop"), calls);
        assertTrue(kernel.terminated().toCompletableFuture().isDone());
        assertThrows(IllegalStateException.class, kernel::start);
    }

    @Test
    void listensWhereAnEmbedderSays() {
        try (Kernel kernel =
                builder("port", 5).listener(Endpoint.tcp("127.0.0.1", 6)).build()) {
            kernel.start();
            assertEquals(List.of("listen 127.0.0.1:6"), transport.calls);
        }
    }

    @Test
    void reloadsWhatMayChange() {
        var next = new AtomicReference<ConfigNode>(Conf.of("max_payload", 100));
        try (Kernel kernel = builder().reader(next::get).build()) {
            assertThrows(IllegalStateException.class, kernel::reload, "not running yet");
            kernel.start();
            kernel.reload();
            assertEquals(100, kernel.server().limits().maxPayload());
            next.set(Conf.of("max_payload", 50, "port", 7));
            IllegalStateException refused = assertThrows(IllegalStateException.class, kernel::reload);
            assertEquals("config reload not supported for Port: old=4222, new=7", refused.getMessage());
            next.set(Conf.of("max_payload", 50, "prt", 7));
            refused = assertThrows(IllegalStateException.class, kernel::reload);
            assertEquals("test.conf:2:1: unknown field \"prt\" (did you mean \"port\"?)", refused.getMessage());
            assertEquals(100, kernel.server().limits().maxPayload(), "a refused reload changes nothing");
        }
    }

    @Test
    void tellsListenersWhatHappensToIt() throws Exception {
        var next = new AtomicReference<ConfigNode>(Conf.of("max_payload", 100));
        List<String> events = new CopyOnWriteArrayList<>();
        FakePlugin failing = FakePlugin.named("failing").contributing(c -> c.add(ServerListener.POINT, new Failing()));
        FakePlugin listening =
                FakePlugin.named("listening").contributing(c -> c.add(ServerListener.POINT, new Recording(events)));
        Kernel kernel = builder()
                .plugins(List.of(plugin, failing, listening))
                .reader(next::get)
                .build();
        kernel.start();
        kernel.reload();
        next.set(Conf.of("port", 7));
        assertThrows(IllegalStateException.class, kernel::reload);
        kernel.lameDuck();
        kernel.terminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertEquals("ready", events.getFirst());
        assertTrue(events.get(1).startsWith("reloaded [max_payload"), events.get(1));
        assertEquals(
                List.of("refused config reload not supported for Port: old=4222, new=7", "lame duck", "stopping"),
                events.subList(2, events.size()));
    }

    private static final class Failing implements ServerListener {
        @Override
        public void ready() {
            throw new IllegalStateException("others still hear of it");
        }
    }

    private record Recording(List<String> events) implements ServerListener {
        @Override
        public void ready() {
            events.add("ready");
        }

        @Override
        public void reloaded(List<String> changes) {
            events.add("reloaded " + changes);
        }

        @Override
        public void reloadRefused(String reason) {
            events.add("refused " + reason);
        }

        @Override
        public void lameDuck() {
            events.add("lame duck");
        }

        @Override
        public void stopping() {
            events.add("stopping");
        }
    }

    @Test
    void refusesToReloadWithoutAFile() {
        try (Kernel kernel = builder().build()) {
            kernel.start();
            IllegalStateException refused = assertThrows(IllegalStateException.class, kernel::reload);
            assertEquals("can only reload config when a file is provided using -c or --config", refused.getMessage());
        }
    }

    @Test
    void lameDuckModeEndsTheServerWhenNobodyIsConnected() throws Exception {
        Kernel kernel = builder().build();
        kernel.lameDuck();
        assertFalse(kernel.isLameDuck(), "nothing runs yet");
        kernel.start();
        kernel.lameDuck();
        kernel.lameDuck();
        kernel.terminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertTrue(kernel.isLameDuck());
        assertEquals(List.of("start", "stop"), calls);
    }

    @Test
    void aShutdownEndsLameDuckModeAtOnce() throws Exception {
        Kernel kernel = builder().build();
        kernel.start();
        var session = new FakeSession(kernel.server().sessions().nextId());
        session.onClose = kernel.server().sessions()::ended;
        kernel.server().sessions().opened(session);
        kernel.lameDuck();
        kernel.shutdown();
        kernel.terminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        // lame duck mode begins on a thread of its own, so the session may hear of it just after it was closed
        assertTrue(session.calls.contains("close Server Shutdown"), () -> "calls: " + session.calls);
    }

    @Test
    void infoChangedReachesAllSessions() {
        try (Kernel kernel = builder().build()) {
            kernel.start();
            var session = new FakeSession(kernel.server().sessions().nextId());
            session.onClose = kernel.server().sessions()::ended;
            kernel.server().sessions().opened(session);
            kernel.server().infoChanged();
            assertEquals(List.of("infoChanged"), session.calls);
        }
    }

    @Test
    void aShutdownBeforeTheStartEndsTheKernel() {
        Kernel kernel = builder().build();
        kernel.close();
        assertThrows(IllegalStateException.class, kernel::start);
        assertEquals(List.of(), calls);
    }

    @Test
    void showsWhatItIsAssembledOf() {
        try (Kernel kernel = builder().build()) {
            assertTrue(kernel.dump().contains("kernel/core: listen, host, port"));
            assertTrue(kernel.dump().startsWith("plugins, in order of start\n  kernel "), kernel.dump());
            kernel.start();
            assertTrue(kernel.dump().contains("    tcp = soma.kernel.testing.FakeTransport from tcp"));
            assertTrue(kernel.dump().contains("    client = soma.kernel.client.ClientProtocol from kernel"));
        }
    }
}

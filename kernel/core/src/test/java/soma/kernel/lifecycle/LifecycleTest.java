/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import soma.kernel.assembly.Assembler;
import soma.kernel.assembly.Assembly;
import soma.kernel.assembly.ProblemList;
import soma.kernel.options.CoreOptions.LameDuckOptions;
import soma.kernel.session.SessionTable;
import soma.kernel.testing.Conf;
import soma.kernel.testing.FakeLog;
import soma.kernel.testing.FakePlugin;
import soma.kernel.testing.FakeSession;
import soma.kernel.testing.FakeTransport;
import soma.spi.participant.Identity;
import soma.spi.plugin.Lifecycle;
import soma.spi.plugin.ServerPlugin;
import soma.spi.protocol.Protocol;
import soma.spi.server.Server;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

class LifecycleTest {
    private static final Server SERVER = (Server) Proxy.newProxyInstance(
            LifecycleTest.class.getClassLoader(), new Class<?>[] {Server.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final FakeLog log = new FakeLog();
    private final FakeTransport transport = new FakeTransport();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<ServerPlugin> plugins = new ArrayList<>();
    private Assembly assembly = Assembly.EMPTY;
    private final SessionTable sessions = new SessionTable(InstantSource.system(), () -> assembly, () -> 10);
    private final ClientListener clients = new ClientListener(() -> assembly, () -> Endpoint.tcp("0.0.0.0", 0), log);
    private final LameDuck.Parts parts = new LameDuck.Parts(sessions, clients, new Drain(() -> assembly, log), log);
    private final List<Duration> pauses = new ArrayList<>();

    private class Life implements Lifecycle {
        private final String id;

        Life(String id) {
            this.id = id;
        }

        @Override
        public void start(Server server) throws Exception {
            calls.add("start " + id);
        }

        @Override
        public void listen() throws Exception {
            calls.add("listen " + id);
        }

        @Override
        public CompletionStage<Void> drain(Duration within) {
            calls.add("drain " + id + " " + within.toMillis());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void stop() {
            calls.add("stop " + id);
        }
    }

    private void plugin(Life life) {
        plugins.add(FakePlugin.named(life.id).contributing(c -> c.add(Lifecycle.POINT, life)));
    }

    private void assemble() {
        plugins.add(FakePlugin.named("tcp").contributing(c -> c.add(Transport.POINT, "tcp", transport)));
        plugins.add(FakePlugin.named("client-protocol")
                .contributing(c -> c.add(Protocol.POINT, "client", (_, _) -> {
                    throw new UnsupportedOperationException();
                })));
        assembleAsIs();
    }

    private void assembleAsIs() {
        var problems = new ProblemList();
        Assembler assembler = Assembler.of(plugins, _ -> Optional.empty(), problems);
        assembly = assembler.assemble(assembler.bind(Conf.of(), problems), problems);
        assertEquals(List.of(), problems.entries());
    }

    private void start() {
        new StartSequence(() -> assembly, clients, log).run(SERVER);
    }

    private FakeSession open(String kind) {
        var session = new FakeSession(new Identity(sessions.nextId(), kind, "", ""), "$G");
        session.onClose = sessions::ended;
        sessions.opened(session);
        return session;
    }

    private boolean lameDuck(Pause pause) throws InterruptedException {
        var options = new LameDuckOptions(Duration.ofSeconds(40), Duration.ofSeconds(10));
        return new LameDuck(parts, () -> options, pause, new Random(1)).run();
    }

    private void shutdown() {
        new Shutdown(
                        parts,
                        () -> assembly,
                        new Shutdown.Times(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50)))
                .run();
    }

    @Test
    void startsThenListensInOrderAndOpensTheClientListenerLast() {
        plugin(new Life("a"));
        plugin(new Life("b"));
        assemble();
        start();
        assertEquals(List.of("start a", "start b", "listen a", "listen b"), calls);
        assertEquals(List.of("listen 0.0.0.0:4711"), transport.calls);
        assertEquals(4711, clients.endpoint().port());
        assertEquals(
                List.of("INFO Listening for client connections on 0.0.0.0:4711", "INFO Server is ready"), log.lines());
    }

    @Test
    void aFailedStartStopsWhatWasBegunInReverseAndNamesThePlugin() {
        plugin(new Life("a"));
        plugin(new Life("b") {
            @Override
            public void start(Server server) throws IOException {
                throw new IOException("disk on fire");
            }
        });
        plugin(new Life("c"));
        assemble();
        LifecycleException failure = assertThrows(LifecycleException.class, this::start);
        assertEquals("plugin 'b' failed to start: disk on fire", failure.getMessage());
        assertEquals(List.of("start a", "stop b", "stop a"), calls);
    }

    @Test
    void aFailedListenStopsAll() {
        plugin(new Life("a"));
        plugin(new Life("b") {
            @Override
            public void listen() {
                throw new IllegalStateException("port taken");
            }
        });
        assemble();
        LifecycleException failure = assertThrows(LifecycleException.class, this::start);
        assertEquals("plugin 'b' failed to listen: port taken", failure.getMessage());
        assertEquals(List.of("start a", "start b", "listen a", "stop b", "stop a"), calls);
    }

    @Test
    void aPortThatIsTakenStopsAllAndIsNamed() {
        plugin(new Life("a"));
        assemble();
        transport.failure = new IOException("bind 0.0.0.0:0: address already in use");
        LifecycleException failure = assertThrows(LifecycleException.class, this::start);
        assertEquals(
                "Error listening on port: 0.0.0.0:0, \"bind 0.0.0.0:0: address already in use\"", failure.getMessage());
        assertEquals(List.of("start a", "listen a", "stop a"), calls);
    }

    @Test
    void aMissingTransportIsNamedWithWhatToDo() {
        assembleAsIs();
        LifecycleException failure = assertThrows(LifecycleException.class, this::start);
        assertEquals(
                "no plugin provides the transport 'tcp', by which clients connect (provided: none). Put the jar of a "
                        + "plugin that does into plugins/, such as that of 'transport-netty'.",
                failure.getMessage());
    }

    @Test
    void shutdownDrainsClosesAndStopsInReverse() {
        plugin(new Life("a"));
        plugin(new Life("b"));
        assemble();
        start();
        calls.clear();
        FakeSession session = open("Client");
        shutdown();
        assertEquals(List.of("stop b", "stop a"), calls.subList(2, 4));
        assertEquals(
                List.of("drain a 50", "drain b 50"),
                calls.subList(0, 2).stream().sorted().toList());
        assertEquals(List.of("close Server Shutdown"), session.calls);
        assertEquals("close", transport.calls.getLast());
        assertEquals(
                List.of("INFO Initiating Shutdown...", "INFO Server Exiting.."),
                log.lines().subList(2, log.lines().size()));
    }

    @Test
    void shutdownGoesOnWhateverFailsOrHangs() {
        var never = new CountDownLatch(1);
        plugin(new Life("a"));
        plugin(new Life("b") {
            @Override
            public CompletionStage<Void> drain(Duration within) {
                throw new IllegalStateException("drain broken");
            }

            @Override
            public void stop() {
                throw new IllegalStateException("stop broken");
            }
        });
        plugin(new Life("c") {
            @Override
            public CompletionStage<Void> drain(Duration within) {
                return new CompletableFuture<>();
            }

            @Override
            public void stop() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        assemble();
        start();
        open("Client").onClose = (_, _) -> {};
        open("Client").onClose = (_, _) -> {
            throw new IllegalStateException("close broken");
        };
        shutdown();
        never.countDown();
        assertTrue(calls.contains("stop a"));
        assertEquals(
                List.of(
                        "ERROR Failed to close a session (close broken)",
                        "ERROR Plugin 'b' failed to drain (drain broken)",
                        "ERROR Plugin 'b' failed to stop (stop broken)",
                        "INFO Initiating Shutdown...",
                        "INFO Server Exiting..",
                        "WARN 2 sessions did not close within 50ms, going on without them",
                        "WARN Plugin 'c' did not stop within 50ms, going on without it"),
                log.lines().stream()
                        .skip(2)
                        .filter(line -> !line.contains("did not drain"))
                        .sorted()
                        .toList());
        assertTrue(log.lines().stream().anyMatch(line -> line.startsWith("WARN Plugin 'c' did not drain within")));
    }

    @Test
    void lameDuckModeTellsClientsWaitsAndClosesThemOneByOne() throws InterruptedException {
        plugin(new Life("a"));
        assemble();
        start();
        FakeSession one = open("Client");
        FakeSession two = open("Client");
        FakeSession other = open("Router");
        assertTrue(lameDuck(time -> {
            pauses.add(time);
            return true;
        }));
        assertEquals(List.of("lameDuck", "close Server Shutdown"), one.calls);
        assertEquals(List.of("lameDuck", "close Server Shutdown"), two.calls);
        assertEquals(List.of("lameDuck"), other.calls, "only end users are sent away before the shutdown");
        assertEquals("close", transport.calls.getLast());
        assertEquals("drain a 10000", calls.getLast());
        assertEquals(Duration.ofSeconds(10), pauses.getFirst());
        assertEquals(2, pauses.size());
        long interval = pauses.getLast().toMillis();
        assertTrue(interval >= 500 && interval <= 1000, () -> "interval " + interval);
        assertEquals(
                List.of("INFO Entering lame duck mode, stop accepting new clients", "INFO Closing existing clients"),
                log.lines().subList(2, 4));
    }

    @Test
    void lameDuckModeSpreadsManyClientsOverThePeriod() throws InterruptedException {
        assemble();
        start();
        for (int i = 0; i < 300; i++) {
            open("Client");
        }
        assertTrue(lameDuck(time -> {
            pauses.add(time);
            return true;
        }));
        assertEquals(300, pauses.size());
        assertTrue(pauses.stream().skip(1).allMatch(time -> time.toMillis() >= 50 && time.toMillis() <= 100));
        assertEquals(0, sessions.count());
    }

    @Test
    void lameDuckModeWithoutClientsIsOverAtOnce() throws InterruptedException {
        assemble();
        start();
        assertTrue(lameDuck(_ -> {
            throw new AssertionError("nobody to wait for");
        }));
    }

    @Test
    void aShutdownCutsLameDuckModeShort() throws InterruptedException {
        assemble();
        start();
        FakeSession session = open("Client");
        assertFalse(lameDuck(_ -> false));
        assertEquals(List.of("lameDuck"), session.calls);
    }

    @Test
    void drainsOnlyOnceInLameDuckModeAndShutdown() throws InterruptedException {
        plugin(new Life("a"));
        assemble();
        start();
        lameDuck(_ -> true);
        shutdown();
        assertEquals(1, calls.stream().filter(call -> call.startsWith("drain")).count());
    }
}

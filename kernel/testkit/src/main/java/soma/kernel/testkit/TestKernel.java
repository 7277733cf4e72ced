/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import soma.kernel.boot.Kernel;
import soma.plugin.transport.inprocess.InProcessClient;
import soma.plugin.transport.inprocess.InProcessTransport;
import soma.plugin.transport.inprocess.ManualLoop;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.ExtensionPoint;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;
import soma.spi.server.Sessions.ClosedSession;
import soma.spi.space.SubjectSpace;
import soma.spi.tck.fixture.Await;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

/**
 * A whole kernel with plugins, on one loop that the test drives. Time on the loop and on the server's clock begins at
 * {@link #BEGIN} and passes only when the test says so. Work that plugins hand to workers runs on other threads as ever:
 * whoever expects something of a {@link TestConnection} waits for it.
 *
 * <pre>{@code
 * try (TestKernel kernel = TestKernel.with(new MyPlugin()).configuration("my_key: 1").start()) {
 *     kernel.connect("\"user\":\"a\"").send("PING\r\n").expect("PONG\r\n");
 * }
 * }</pre>
 */
public final class TestKernel implements AutoCloseable {
    /** When time begins. */
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final String NAME = "test";
    private static final int PIPE = 1 << 24;

    private final ManualLoop loop = new ManualLoop();
    private final InProcessTransport transport = InProcessTransport.on(loop, PIPE);
    private final List<TestConnection> connections = new ArrayList<>();
    private final Kernel kernel;
    private String configuration;

    TestKernel(TestKernelBuilder made) {
        configuration = made.configuration();
        List<ServerPlugin> plugins = new ArrayList<>(made.plugins());
        plugins.add(new Surroundings(transport));
        kernel = TestKernelBuilder.kernel()
                .plugins(plugins)
                .configuration(made.parse(configuration))
                .reader(() -> made.parse(configuration))
                .clock(() -> BEGIN.plusNanos(loop.nanoTime()))
                .listener(new Endpoint(InProcessTransport.SCHEME, NAME, 0))
                .build();
        kernel.start();
        settle();
    }

    /** Begins to make a kernel with these plugins; the transport in the process is added to them. */
    public static TestKernelBuilder with(ServerPlugin... plugins) {
        return new TestKernelBuilder().plugins(plugins);
    }

    /** Begins to make a kernel with these plugins; the transport in the process is added to them. */
    public static TestKernelBuilder with(List<ServerPlugin> plugins) {
        return new TestKernelBuilder().plugins(plugins);
    }

    /** Opens a connection; INFO is the first that it receives. */
    public TestConnection open() {
        InProcessClient client = transport.connect(NAME);
        var connection = new TestConnection(this, client);
        connections.add(connection);
        settle();
        return connection;
    }

    /**
     * Opens a connection, takes INFO and sends CONNECT, which is not verbose and takes headers.
     *
     * @param fields further fields, such as {@code "user":"a","pass":"b"}; may be empty
     */
    public TestConnection connect(String fields) {
        TestConnection connection = open();
        connection.takeInfo();
        return connection.connect(fields);
    }

    /**
     * Reloads with another configuration.
     *
     * @throws IllegalStateException if it is refused, with the reason
     */
    public void reload(String text) {
        String before = configuration;
        configuration = text;
        try {
            kernel.reload();
        } catch (IllegalStateException e) {
            configuration = before;
            throw e;
        }
        settle();
    }

    /** Lets time pass. What workers do meanwhile takes no time. */
    public void advance(Duration time) {
        loop.advance(time);
    }

    /** Does all work of the loop that there is. */
    public void settle() {
        loop.runUntilIdle();
    }

    /** Returns the kernel. */
    public Kernel kernel() {
        return kernel;
    }

    /** Returns the server as plugins see it. */
    public Server server() {
        return kernel.server();
    }

    /** Returns the space of that name, made if need be. */
    public SubjectSpace space(String name) {
        return server().spaces().obtain(name);
    }

    /** Returns what was contributed to a point by a class of its own; there must be one. */
    public <T> T extension(ExtensionPoint<T> point, Class<? extends T> sort) {
        return server().extensions(point).stream()
                .filter(sort::isInstance)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the session that ended last; there must be one. */
    public ClosedSession lastClosed() {
        return server().sessions().closed().getLast();
    }

    /** Waits until a stage completes while the loop works on, and returns what it completes with. */
    public <T> T completion(String what, CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        await(what, future::isDone);
        return future.join();
    }

    /** Waits for something that a worker brings about, while the loop works on. */
    public void await(String what, BooleanSupplier condition) {
        Await.until(what, () -> {
            settle();
            return condition.getAsBoolean();
        });
    }

    /** Closes the connections and ends the server; returns when it has ended. */
    @Override
    public void close() {
        connections.forEach(TestConnection::close);
        settle();
        kernel.shutdown();
        CompletableFuture<Void> end = kernel.terminated().toCompletableFuture();
        await("the server ends", end::isDone);
        loop.close();
    }

    private record Surroundings(InProcessTransport transport) implements ServerPlugin {
        @Override
        public PluginInfo info() {
            return PluginInfo.of("surroundings", "0.1.0");
        }

        @Override
        public void contribute(Contributions contributions) {
            contributions.add(Transport.POINT, InProcessTransport.SCHEME, transport);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import soma.kernel.boot.Kernel;
import soma.kernel.testing.Conf;
import soma.kernel.testing.FakePlugin;
import soma.plugin.transport.inprocess.InProcessClient;
import soma.plugin.transport.inprocess.InProcessTransport;
import soma.plugin.transport.inprocess.ManualLoop;
import soma.spi.auth.Authenticator;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;
import soma.spi.server.Sessions.ClosedSession;
import soma.spi.space.SubjectSpace;
import soma.spi.tck.fixture.Await;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

/**
 * A whole kernel on one loop that the test drives, and whose time is the wall clock's too. What a client sends has been
 * dealt with when the call returns.
 */
final class Scene implements AutoCloseable {
    /** When virtual time begins. */
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final String NAME = "scene";

    private final ManualLoop loop = new ManualLoop();
    private final InProcessTransport transport;
    private final Kernel kernel;
    private final List<InProcessClient> clients = new ArrayList<>();

    private Scene(int pipe, Conf configuration, Consumer<Contributions> contributed) {
        transport = InProcessTransport.on(loop, pipe);
        ServerPlugin surroundings = FakePlugin.named("surroundings").contributing(contributions -> {
            contributions.add(Transport.POINT, InProcessTransport.SCHEME, transport);
            contributed.accept(contributions);
        });
        kernel = Kernel.builder()
                .plugins(List.of(surroundings))
                .configuration(configuration)
                .clock(() -> BEGIN.plusNanos(loop.nanoTime()))
                .listener(new Endpoint(InProcessTransport.SCHEME, NAME, 0))
                .build();
        kernel.start();
    }

    /** Starts a server with alternating keys and values of its configuration. */
    static Scene of(Object... configuration) {
        return new Scene(1 << 24, Conf.of(configuration), _ -> {});
    }

    /** Starts a server whose connections hold no more bytes than this in either direction. */
    static Scene narrow(int pipe, Object... configuration) {
        return new Scene(pipe, Conf.of(configuration), _ -> {});
    }

    /** Starts a server that an authenticator guards. */
    static Scene guarded(Authenticator authenticator, Object... configuration) {
        return new Scene(1 << 24, Conf.of(configuration), c -> c.add(Authenticator.POINT, authenticator));
    }

    /** Starts a server with a plugin's contributions. */
    static Scene contributing(Consumer<Contributions> contributed) {
        return new Scene(1 << 24, Conf.of(), contributed);
    }

    Server server() {
        return kernel.server();
    }

    Kernel kernel() {
        return kernel;
    }

    SubjectSpace space(String name) {
        return server().spaces().obtain(name);
    }

    /** Opens a connection that has been sent INFO and has said nothing. */
    Wire open() {
        InProcessClient client = transport.connect(NAME);
        clients.add(client);
        settle();
        return new Wire(this, client);
    }

    /** Opens a connection and sends CONNECT, not verbose, with these fields, each with a comma before it. */
    Wire connect(String more) {
        Wire wire = open();
        wire.take();
        return wire.send("CONNECT {\"verbose\":false,\"headers\":true" + more + "}\r\n");
    }

    void settle() {
        loop.runUntilIdle();
    }

    void advance(Duration time) {
        loop.advance(time);
    }

    void advanceMillis(long millis) {
        loop.advance(Duration.ofMillis(millis));
    }

    /** Returns the session that ended last. */
    ClosedSession lastClosed() {
        return server().sessions().closed().getLast();
    }

    void assertLastClosed(String reason) {
        assertEquals(reason, lastClosed().reason());
    }

    @Override
    public void close() {
        clients.forEach(InProcessClient::close);
        settle();
        kernel.shutdown();
        CompletableFuture<Void> end = kernel.terminated().toCompletableFuture();
        Await.until("the server ends", () -> {
            settle();
            return end.isDone();
        });
        loop.close();
    }
}

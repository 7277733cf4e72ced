/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.kernel.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import soma.kernel.boot.Kernel;
import soma.plugin.transport.inprocess.InProcessClient;
import soma.plugin.transport.inprocess.InProcessTransport;
import soma.plugin.transport.inprocess.ManualLoop;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;
import soma.spi.auth.Authorization;
import soma.spi.plugin.Contributions;
import soma.spi.plugin.PluginInfo;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server;
import soma.spi.space.SubjectSpace;
import soma.spi.tck.fixture.Await;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Transport;

/**
 * A whole kernel without threads or sockets: its one event loop does its work when {@link #settle} is called. Clients say
 * who they are by {@code user} in CONNECT; nobody else is let in but with everything allowed in the default space.
 */
public final class TestServer implements AutoCloseable {
    private static final String NAME = "test";
    private static final int ROOM = 64 << 20;

    private final ManualLoop loop = new ManualLoop();
    private final InProcessTransport transport = InProcessTransport.on(loop, ROOM);
    private final Map<String, Admission> users = new HashMap<>();
    private final List<InProcessClient> clients = new ArrayList<>();
    private final Kernel kernel;

    /** Starts a server with these plugins. */
    public TestServer(ServerPlugin... plugins) {
        List<ServerPlugin> all = new ArrayList<>(List.of(plugins));
        all.add(new Surroundings());
        kernel = Kernel.builder()
                .plugins(all)
                .listener(new Endpoint(InProcessTransport.SCHEME, NAME, 0))
                .build();
        kernel.start();
    }

    /** Returns the server as plugins see it. */
    public Server server() {
        return kernel.server();
    }

    /** Returns the space of that name, made if need be. */
    public SubjectSpace space(String name) {
        return server().spaces().obtain(name);
    }

    /** Says what a user is granted. */
    public void user(String name, String space, Authorization authorization) {
        users.put(name, Admission.to(space(space)).as(name).with(authorization));
    }

    /** Connects a client that takes headers; {@code more} are further fields of CONNECT, each with a comma before it. */
    public WireClient connect(String more) {
        return connect(true, more);
    }

    /** Connects a client. */
    public WireClient connect(boolean headers, String more) {
        InProcessClient client = transport.connect(NAME);
        clients.add(client);
        var wire = new WireClient(this, client);
        wire.send("CONNECT {\"verbose\":false,\"headers\":" + headers + more + "}\r\n");
        wire.take();
        return wire;
    }

    /** Does all work there is. */
    public void settle() {
        loop.runUntilIdle();
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

    private final class Surroundings implements ServerPlugin, Authenticator {
        @Override
        public PluginInfo info() {
            return PluginInfo.of("surroundings", "0.1.0");
        }

        @Override
        public void contribute(Contributions contributions) {
            contributions.add(Transport.POINT, InProcessTransport.SCHEME, transport);
            contributions.add(Authenticator.POINT, this);
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public int order() {
            return 0;
        }

        @Override
        public boolean required() {
            return false;
        }

        @Override
        public CompletionStage<AuthResult> authenticate(AuthRequest request) {
            Admission admission = users.get(request.text("user"));
            return CompletableFuture.completedFuture(
                    admission == null ? AuthResult.ABSTAINED : new AuthResult.Granted(admission));
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import soma.config.ConfigException;
import soma.config.ConfigFile;
import soma.kernel.boot.Kernel;
import soma.plugin.transport.netty.NettyTransportPlugin;
import soma.spi.config.ConfigNode;
import soma.spi.plugin.ServerPlugin;
import soma.spi.server.Server.Version;
import soma.spi.server.Sessions.ClosedSession;
import soma.spi.tck.fixture.Await;
import soma.spi.transport.Endpoint;

/** A server with TLS that listens on a port of this machine. */
final class TlsServer implements AutoCloseable {
    private static final String LOOPS = "transport { loops: 1, type: nio }\n";

    private final Kernel kernel;
    private volatile String configuration;

    TlsServer(String text, ServerPlugin... more) {
        configuration = text;
        var plugins = new java.util.ArrayList<ServerPlugin>(List.of(more));
        plugins.add(new NettyTransportPlugin());
        plugins.add(new TlsPlugin());
        kernel = Kernel.builder()
                .plugins(plugins)
                .configuration(parse(text))
                .reader(() -> parse(configuration))
                .version(new Version("0.1.0", "2.15.1"))
                .listener(new Endpoint("tcp", "127.0.0.1", 0))
                .build();
        kernel.start();
    }

    static ConfigNode parse(String text) {
        try {
            return ConfigFile.parse(LOOPS + text, "test.conf", Path.of(""), Map.of())
                    .root();
        } catch (ConfigException e) {
            throw new IllegalArgumentException("the configuration of this test is not in the language", e);
        }
    }

    int port() {
        return kernel.boundEndpoints().values().stream()
                .flatMap(List::stream)
                .mapToInt(Endpoint::port)
                .findFirst()
                .orElseThrow();
    }

    Kernel kernel() {
        return kernel;
    }

    void reload(String text) {
        configuration = text;
        kernel.reload();
    }

    /** Opens a connection and reads nothing. */
    TlsClient connect() {
        return new TlsClient(port());
    }

    /** Waits until so many connections have ended, and returns why the last one did. */
    String closeReason(int ended) {
        List<ClosedSession> closed = kernel.server().sessions().closed();
        Await.until("connections end", () -> kernel.server().sessions().closed().size() >= ended);
        closed = kernel.server().sessions().closed();
        return closed.getLast().reason();
    }

    @Override
    public void close() {
        kernel.close();
    }
}

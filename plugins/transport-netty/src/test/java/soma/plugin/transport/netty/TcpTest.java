/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import soma.spi.message.ByteView;
import soma.spi.tck.transport.Peer;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Link;
import soma.spi.transport.Transport;

/** What only TCP has: half-closed and reset connections, addresses, errors in nats-server's words. */
@Timeout(60)
final class TcpTest {
    private NettyTransport transport;

    static Stream<IoModel> available() {
        return Arrays.stream(IoModel.values()).filter(IoModel::isAvailable);
    }

    @AfterEach
    void stop() {
        transport.stop();
    }

    @ParameterizedTest
    @MethodSource("available")
    void aHalfClosedPeerIsHeardToItsEndAndStillGetsItsAnswer(IoModel model) throws Exception {
        start(model);
        var server = new Peer() {
            @Override
            protected int take(ByteView bytes) {
                send(bytes.copy());
                return super.take(bytes);
            }
        };
        try (Socket client = connect(server, "127.0.0.1")) {
            client.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();

            assertEquals("PING\r\n", new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        }
        server.awaitClosed();
        assertEquals("PING\r\n", server.text());
        assertNull(server.cause());
    }

    @ParameterizedTest
    @MethodSource("available")
    void aResetIsAnOrderlyCause(IoModel model) throws Exception {
        start(model);
        var server = new Peer();
        try (Socket client = connect(server, "127.0.0.1")) {
            client.getOutputStream().write('x');
            server.awaitBytes(1);
            client.setSoLinger(true, 0);
        }

        server.awaitClosed();

        assertInstanceOf(IOException.class, server.cause());
        assertEquals(1, server.closedCount());
    }

    @ParameterizedTest
    @MethodSource("available")
    void theWildcardTakesBothFamiliesAndAddressesAreSpeltLikeGo(IoModel model) throws Exception {
        start(model);
        for (String host : new String[] {"127.0.0.1", "::1"}) {
            var server = new Peer();
            var listener = done(transport.listen(Endpoint.tcp("0.0.0.0", 0), server));
            assertEquals("0.0.0.0", listener.boundTo().host());
            try (Socket client =
                    new Socket(InetAddress.getByName(host), listener.boundTo().port())) {
                var link = server.link();
                assertEquals(host, link.remoteHost());
                assertEquals(Endpoint.tcp(host, client.getLocalPort()).address(), link.remoteAddress());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("available")
    void failuresAreInNatsServersWords(IoModel model) {
        start(model);
        var listener = done(transport.listen(Endpoint.tcp("127.0.0.1", 0), new Peer()));
        Endpoint taken = listener.boundTo();
        assertEquals(
                "listen tcp " + taken.address() + ": bind: address already in use",
                failure(transport.listen(taken, new Peer())));

        listener.close();

        assertEquals(
                "dial tcp " + taken.address() + ": connect: connection refused",
                failure(transport.dial(taken, new Peer())));
        assertEquals(
                "dial tcp: lookup no.such.host.invalid: no such host",
                failure(transport.dial(Endpoint.tcp("no.such.host.invalid", 1), new Peer())));
        assertEquals(
                "listen tcp 192.0.2.1:4222: bind: cannot assign requested address",
                failure(transport.listen(Endpoint.tcp("192.0.2.1", 4222), new Peer())));
    }

    @ParameterizedTest
    @MethodSource("available")
    void readersMayLookEightBytesPastTheEnd(IoModel model) throws Exception {
        start(model);
        int size = 3 * 1024 * 1024;
        var server = new Peer() {
            private long seen;

            @Override
            protected int take(ByteView bytes) {
                seen ^= bytes.segment().get(ValueLayout.JAVA_LONG_UNALIGNED, bytes.offset() + bytes.length());
                return bytes.length() + 4 > size ? super.take(bytes) : 0;
            }

            @Override
            public int wanted() {
                return seen == 0 ? 0 : size;
            }
        };
        try (Socket client = connect(server, "127.0.0.1")) {
            client.getOutputStream().write(new byte[size]);
            server.awaitBytes(size);
        }
    }

    @ParameterizedTest
    @MethodSource("available")
    void aPeerThatSpeaksNoTlsIsClosedWithoutNoise(IoModel model) throws Exception {
        start(model);
        var server = new Peer() {
            @Override
            protected void opened(Link opened) {
                try {
                    var engine = SSLContext.getDefault().createSSLEngine();
                    engine.setUseClientMode(false);
                    opened.startTls(engine);
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        try (Socket client = connect(server, "127.0.0.1")) {
            client.getOutputStream().write("CONNECT {}\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
            server.awaitClosed();
        }

        assertInstanceOf(SSLException.class, server.cause());
        assertEquals(0, server.size());
    }

    @ParameterizedTest
    @MethodSource("available")
    void nothingIsServedBeforeTheStartAndAfterTheStop(IoModel model) {
        transport = new NettyTransport(new TransportOptions(model, 1, 64 * 1024));
        String before = failure(transport.listen(Endpoint.tcp("127.0.0.1", 0), new Peer()));
        transport.start();
        transport.stop();
        String after = failure(transport.dial(Endpoint.tcp("127.0.0.1", 1), new Peer()));

        assertTrue(before.contains("does not run"), before);
        assertTrue(after.contains("does not run"), after);
    }

    private void start(IoModel model) {
        transport = new NettyTransport(new TransportOptions(model, 1, 128 * 1024));
        transport.start();
    }

    private Socket connect(Peer server, String host) throws IOException {
        Transport.Listener listener = done(transport.listen(Endpoint.tcp(host, 0), server));
        var socket = new Socket(host, listener.boundTo().port());
        server.link();
        return socket;
    }

    private static String failure(CompletionStage<?> stage) {
        CompletionException failure = assertThrows(CompletionException.class, () -> done(stage));
        return String.valueOf(failure.getCause().getMessage());
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}

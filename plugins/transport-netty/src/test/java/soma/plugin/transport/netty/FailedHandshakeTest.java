/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.transport.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.transport.Peer;
import soma.spi.transport.Endpoint;
import soma.spi.transport.Link;

/** Handshakes that fail: what the peer is told, and what the log may know. */
@Timeout(60)
final class FailedHandshakeTest {
    private final SSLContext context = context();
    private NettyTransport transport;

    /** Begins TLS before anything is read, as a listener does that does not wait; it has no certificate to show. */
    private final Peer server = new Peer() {
        @Override
        protected void opened(Link opened) {
            send("in the clear\n");
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            opened.startTls(engine);
        }
    };

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context;
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<IoModel> available() {
        return Arrays.stream(IoModel.values()).filter(IoModel::isAvailable);
    }

    @AfterEach
    void stop() {
        transport.stop();
    }

    private Socket connect(IoModel model) throws IOException {
        transport = new NettyTransport(new TransportOptions(model, 1, 64 * 1024));
        transport.start();
        var listener = Await.completion("a listener", transport.listen(Endpoint.tcp("127.0.0.1", 0), server));
        Socket client =
                new Socket(InetAddress.getLoopbackAddress(), listener.boundTo().port());
        byte[] line = client.getInputStream().readNBytes("in the clear\n".length());
        assertEquals("in the clear\n", new String(line, StandardCharsets.US_ASCII));
        return client;
    }

    @ParameterizedTest
    @MethodSource("available")
    void thePeerIsToldWhy(IoModel model) throws IOException {
        try (Socket plain = connect(model);
                var client = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 1, true)) {
            var failure = assertThrows(SSLHandshakeException.class, client::startHandshake);
            assertTrue(failure.getMessage().contains("handshake_failure"), failure.getMessage());
            server.awaitClosed();
            assertEquals(0, server.securedCount());
        }
    }

    @ParameterizedTest
    @MethodSource("available")
    void whatIsNoTlsIsNotQuoted(IoModel model) throws IOException {
        try (Socket plain = connect(model)) {
            plain.getOutputStream().write("CONNECT {\"pass\":\"secret\"}\r\n".getBytes(StandardCharsets.US_ASCII));
            server.awaitClosed();
            assertEquals(
                    "tls: first record does not look like a TLS handshake",
                    server.cause().getMessage());
            assertNull(server.cause().getCause());
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** A client on a real socket, with the JDK's TLS. */
final class TlsClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private Socket socket;

    TlsClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a context that trusts the authority of the tests and shows that certificate, if it is not empty. */
    static SSLContext context(String certificate) {
        try {
            var block = ReadBlock.of(Certs.pair("server") + Certs.authority("ca"));
            Optional<X509ExtendedKeyManager> keys = certificate.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new KeyChoice(List.of(Certs.key(certificate))));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys.stream().toArray(KeyManager[]::new),
                    new TrustManager[] {PeerTrust.of(block, Optional.empty())},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a context that trusts one authority, and takes whatever staple there is. */
    static SSLContext trusting(X509Certificate authority) {
        return context(authority, List.of(), false);
    }

    /** Returns a context that trusts one authority and shows that certificate. */
    static SSLContext showing(ServerKey key, X509Certificate authority) {
        return context(authority, List.of(key), false);
    }

    /** Returns a context that trusts one authority, and wants a staple that says that the server's certificate holds. */
    static SSLContext checkingStaples(X509Certificate authority) {
        return context(authority, List.of(), true);
    }

    private static SSLContext context(X509Certificate authority, List<ServerKey> keys, boolean checks) {
        try {
            var parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(authority, null)), null);
            parameters.setRevocationEnabled(checks);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] shown = keys.isEmpty() ? new KeyManager[0] : new KeyManager[] {new KeyChoice(keys)};
            context.init(shown, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Shakes hands, without a certificate. */
    TlsClient secure() throws IOException {
        return secure(context(""));
    }

    TlsClient secure(SSLContext context, String... suites) throws IOException {
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        if (suites.length > 0) {
            secured.setEnabledCipherSuites(suites);
        }
        secured.startHandshake();
        socket = secured;
        return this;
    }

    SSLSocket tls() {
        return (SSLSocket) socket;
    }

    TlsClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    TlsClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads a line without its end; empty at the end of the stream. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            int next = socket.getInputStream().read();
            if (next == '\n' || next < 0) {
                return line.toString(StandardCharsets.UTF_8).strip();
            }
            line.write(next);
        }
    }

    /** Reads a line, after those that ask whether we are there. */
    String lineButPing() throws IOException {
        String line = line();
        return line.equals("PING") ? line() : line;
    }

    byte[] bytes(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** Says CONNECT and PING and returns the answer. */
    String ping() throws IOException {
        send("CONNECT {\"verbose\":false}\r\nPING\r\n");
        return line();
    }

    /** Returns whether the server has closed, in whatever way. */
    boolean isClosedByServer() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

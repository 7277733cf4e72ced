/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.tck.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.function.BiConsumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import soma.spi.message.ByteView;

/** TLS takes over after a line in the clear, as it does after INFO; both sides prove who they are. */
final class TlsScenario {
    private static final String PASSWORD = "for-tests-only";

    private TlsScenario() {}

    static void run(BiConsumer<Peer, Peer> connect) throws Exception {
        SSLContext context = context();
        var server = new Peer() {
            @Override
            protected int take(ByteView bytes) {
                if (link().peerCertificates().isEmpty()) {
                    SSLEngine engine = context.createSSLEngine();
                    engine.setUseClientMode(false);
                    engine.setNeedClientAuth(true);
                    // the client's first handshake bytes may follow the line at once
                    link().startTls(engine);
                    return "secret from here\n".length();
                }
                return super.take(bytes);
            }
        };
        var client = new Peer();
        connect.accept(server, client);

        client.onLoop(() -> {
            client.send("secret from here\n");
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(true);
            client.link().startTls(engine);
        });
        server.await("TLS at the server", () -> server.securedCount() == 1);
        client.await("TLS at the client", () -> client.securedCount() == 1);
        byte[] much = new byte[3 * 1024 * 1024];
        Arrays.fill(much, 0, much.length / 2, (byte) 7);
        client.send(much);
        server.awaitBytes(much.length);
        server.send("thanks");
        client.awaitBytes(6);
        server.onLoop(server.link()::close);
        client.awaitClosed();
        server.awaitClosed();

        assertArrayEquals(much, server.bytes());
        assertEquals("thanks", client.text());
        assertEquals(1, server.link().peerCertificates().size());
        assertEquals(1, client.link().peerCertificates().size());
    }

    /** Makes a context that proves and trusts one self-signed certificate, made by the JDK's keytool. */
    private static SSLContext context() throws Exception {
        Path directory = Files.createTempDirectory("tls");
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, keytool.waitFor(), "keytool's exit code");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
        KeyManagerFactory proves = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        proves.init(keys, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", keys.getCertificate("test"));
        TrustManagerFactory trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusts.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(proves.getKeyManagers(), trusts.getTrustManagers(), null);
        return context;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import soma.spi.server.Server;
import soma.spi.transport.LinkSecurity;

/** TLS for the JDK's HTTP server, whose engines come from the policy in force, so that a reload changes certificates here too. */
final class SecureMonitor {
    private SecureMonitor() {}

    /**
     * Returns how the server does TLS.
     *
     * @throws IOException if nobody knows a certificate
     */
    static HttpsConfigurator configurator(Server server) throws IOException {
        if (policy(server).isEmpty()) {
            throw new IOException("https needs a tls { } block and the plugin 'tls'");
        }
        return new HttpsConfigurator(context(server)) {
            @Override
            public void configure(HttpsParameters parameters) {
                // engines come with everything set
            }
        };
    }

    private static Optional<LinkSecurity.Policy> policy(Server server) {
        return server.extensions(LinkSecurity.POINT).stream().findFirst().flatMap(security -> security.policy("https"));
    }

    private static SSLContext context(Server server) {
        try {
            return new Context(new Engines(server), SSLContext.getDefault().getProvider());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Context extends SSLContext {
        Context(SSLContextSpi engines, Provider provider) {
            super(engines, provider, "TLS");
        }
    }

    private static final class Engines extends SSLContextSpi {
        private final Server server;

        Engines(Server server) {
            this.server = server;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return policy(server)
                    .flatMap(policy -> policy.engine("", false))
                    .orElseThrow(() ->
                            new IllegalStateException("the certificate is gone, or there are too many handshakes"));
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return engineCreateSSLEngine();
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("made by the server");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            throw new UnsupportedOperationException();
        }
    }
}

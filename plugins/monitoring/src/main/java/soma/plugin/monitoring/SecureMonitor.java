/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.monitoring;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
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

    static SSLContext context(Server server) {
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
            LinkSecurity.Policy policy = server.extensions(LinkSecurity.POINT).stream()
                    .findFirst()
                    .flatMap(security -> security.policy("https"))
                    .orElseThrow(() -> new IllegalStateException("https needs a tls { } block and the plugin 'tls'"));
            return policy.engine("", false).orElseThrow(() -> new IllegalStateException("too many TLS handshakes"));
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

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes engines of the JDK for one listener. Each has a context of its own, so that sessions are not resumed elsewhere. */
final class JdkEngines {
    /** A peer that was verified is verified again after so long, though it could resume its session. */
    private static final int VERIFIED_SECONDS = 300;

    private static final SSLContext ANY = anyContext();

    private final SSLContext context;
    private final SSLParameters parameters;
    private final boolean checksHost;

    JdkEngines(TlsBlock block, X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
        context = newContext(new KeyManager[] {keys}, new TrustManager[] {trust});
        parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(block.ciphers().protocols().toArray(String[]::new));
        parameters.setCipherSuites(available(block.ciphers().suites()).toArray(String[]::new));
        if (!block.ciphers().curves().isEmpty()) {
            parameters.setNamedGroups(block.ciphers().curves().toArray(String[]::new));
        }
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNeedClientAuth(block.peer().isDemanded());
        checksHost = !block.peer().insecure();
        if (block.peer().isDemanded()) {
            context.getServerSessionContext().setSessionTimeout(VERIFIED_SECONDS);
        }
    }

    /** Returns the suites to offer: those chosen, or the usual ones that this Java has. */
    private static List<String> available(List<String> chosen) {
        Set<String> there = suites();
        List<String> offered = new ArrayList<>(chosen.isEmpty() ? Names.SUITES : chosen);
        offered.removeIf(name -> !there.contains(name));
        return offered;
    }

    /** Returns the cipher suites that this Java takes part in. */
    static Set<String> suites() {
        return new TreeSet<>(List.of(ANY.getSupportedSSLParameters().getCipherSuites()));
    }

    /** Returns the curves that this Java takes part in. */
    static Set<String> curves() {
        return new TreeSet<>(List.of(ANY.getSupportedSSLParameters().getNamedGroups()));
    }

    private static SSLContext anyContext() {
        return newContext(new KeyManager[0], new TrustManager[0]);
    }

    private static SSLContext newContext(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys, trust, null);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS (expected: module java.base has it)", e);
        }
    }

    /** Makes an engine for a peer that dialed us. */
    SSLEngine server() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Makes an engine for a server that we dial. */
    SSLEngine client(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters);
        if (checksHost) {
            SSLParameters named = engine.getSSLParameters();
            named.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(named);
        }
        return engine;
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.spi.transport.LinkSecurity;

/** What monitoring shows of connections with TLS, and how it does TLS itself. */
final class MonitoredTest {
    private static final String PAIR = Certs.pair("server");
    private static final String VERIFY = PAIR + Certs.authority("ca") + "verify: true\n";

    private static String tls(String block) {
        return "tls {\n" + block + "}\n";
    }

    private static Object onlyConnection(TlsServer server, String field) {
        Map<String, Object> connz = server.kernel().server().report("connz", Map.of());
        List<?> connections = (List<?>) connz.get("connections");
        assertEquals(1, connections.size());
        return ((Map<?, ?>) connections.getFirst()).get(field);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1h, true", "1ms, false", "false, false"})
    void itIsShownWhetherTheHandshakeCameFirst(String first, boolean expected) throws IOException {
        try (var server = new TlsServer(tls(PAIR + "handshake_first: " + first + "\n"));
                var client = server.connect()) {
            if (!expected) {
                client.line();
            }
            client.secure();
            if (expected) {
                client.line();
            }
            assertEquals("PONG", client.ping());
            assertEquals("1.3", onlyConnection(server, "tls_version"));
            assertEquals(expected ? Boolean.TRUE : null, onlyConnection(server, "tls_first"));
        }
    }

    private static Optional<LinkSecurity.Policy> pages(TlsServer server) {
        return server.kernel()
                .server()
                .extensions(LinkSecurity.POINT)
                .getFirst()
                .policy("https");
    }

    private static SSLEngine engine(TlsServer server) {
        return pages(server).orElseThrow().engine("", false).orElseThrow();
    }

    @Test
    void pagesAskNobodyForACertificate() {
        try (var server = new TlsServer(tls(VERIFY + "connection_rate_limit: 1\n"))) {
            for (int i = 0; i < 5; i++) {
                SSLEngine engine = engine(server);
                assertFalse(engine.getUseClientMode());
                assertFalse(engine.getNeedClientAuth());
                assertFalse(engine.getWantClientAuth());
            }
        }
    }

    @Test
    void pagesAskForACertificateWhoseValidityIsToBeChecked() {
        try (var server = new TlsServer(tls(VERIFY + "ocsp_peer: true\n"))) {
            assertTrue(engine(server).getNeedClientAuth());
        }
    }

    @Test
    void pagesFollowAReload() {
        try (var server = new TlsServer(tls(PAIR))) {
            LinkSecurity.Policy before = pages(server).orElseThrow();
            server.reload(tls(PAIR));
            assertEquals(before, pages(server).orElseThrow());
            server.reload(tls(Certs.pair("renewed")));
            assertFalse(before.equals(pages(server).orElseThrow()));
        }
    }

    @Test
    void withoutTheBlockOfClientsThereAreNoPages() {
        try (var server = new TlsServer("")) {
            assertTrue(pages(server).isEmpty());
        }
    }
}

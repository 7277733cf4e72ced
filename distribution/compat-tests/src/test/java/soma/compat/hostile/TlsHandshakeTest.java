/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.compat.server.Plugins;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** TLS end to end: flags, keys of every kind, and the certificate for the name that a client asks for. */
class TlsHandshakeTest {
    private static final String MEMBERS = "\"verbose\":false";
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private static List<String> flags(String... more) {
        List<String> flags = new ArrayList<>(List.of(
                "--tls", "--tlscert", Certificates.tls("server.pem"), "--tlskey", Certificates.tls("server.key")));
        flags.addAll(List.of(more));
        return flags;
    }

    private static ServerProcess start(List<String> flags) {
        return ServerProcess.start(flags.toArray(String[]::new));
    }

    private static WireClient secured(int port, SSLContext context, String name, String... versions) {
        WireClient client = WireClient.connect(port).secure(context, name, versions);
        client.send("CONNECT {" + MEMBERS + "}\r\nPING\r\n");
        return client;
    }

    private static WireClient loggedIn(int port, SSLContext context) {
        WireClient client = secured(port, context, "localhost");
        client.expect("PONG\r\n");
        return client;
    }

    private static boolean admits(int port, SSLContext context, String version) {
        try (WireClient client = secured(port, context, "localhost", version)) {
            return client.lineOrNothing().equals("PONG\r\n");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void flags_secure_connections() {
        SSLContext context = Certificates.trusting(Certificates.tls("ca"));
        try (Siege siege = Siege.of(start(flags()), port -> loggedIn(port, context))) {
            int port = siege.server().port();
            try (WireClient client = WireClient.open(port)) {
                String info = client.line();
                assertTrue(info.contains("\"tls_required\":true"), info);
                assertTrue(!info.contains("\"tls_verify\":true"), info);
            }
            for (String version : VERSIONS) {
                assertTrue(admits(port, context, version), version);
                assertTrue(!admits(port, Certificates.trusting(Certificates.tls("other-ca")), version), "whom I trust");
            }
        }
    }

    @Test
    void flags_ask_for_certificates_of_clients() {
        String authority = Certificates.tls("ca");
        SSLContext known = Certificates.context(authority, Certificates.tls("client"));
        List<String> flags = flags("--tlsverify", "--tlscacert", Certificates.tls("ca.pem"));
        try (Siege siege = Siege.of(start(flags), port -> loggedIn(port, known))) {
            int port = siege.server().port();
            try (WireClient client = WireClient.open(port)) {
                String info = client.line();
                assertTrue(info.contains("\"tls_verify\":true"), info);
            }
            for (String version : VERSIONS) {
                assertTrue(admits(port, known, version), version);
                assertTrue(!admits(port, Certificates.trusting(authority), version), "without a certificate");
                for (String other : List.of("stranger", "expired")) {
                    SSLContext shown = Certificates.context(authority, Certificates.tls(other));
                    assertTrue(!admits(port, shown, version), other + " " + version);
                }
            }
        }
    }

    /** An authority alone asks nobody for a certificate. */
    @Test
    void an_authority_without_verify_lets_everybody_in() {
        SSLContext context = Certificates.trusting(Certificates.tls("ca"));
        List<String> flags = flags("--tlscacert", Certificates.tls("other-ca.pem"));
        try (Siege siege = Siege.of(start(flags), port -> loggedIn(port, context))) {
            assertTrue(admits(siege.server().port(), context, "TLSv1.3"));
        }
    }

    @Test
    void flags_that_do_not_go_together_are_refused() {
        Plugins.require("tls");
        String cert = Certificates.tls("server.pem");
        String key = Certificates.tls("server.key");
        for (List<String> flags : List.of(
                List.of("--tls", "--tlscert", cert),
                List.of("--tls", "--tlskey", key),
                List.of("--tls", "--tlscert", cert, "--tlskey", Certificates.tls("rsa.key")),
                List.of("--tls", "--tlscert", cert, "--tlskey", "/nowhere/x.key"),
                List.of(
                        "--tls",
                        "--tlscert",
                        cert,
                        "--tlskey",
                        key,
                        "--tlsverify",
                        "--tlscacert",
                        "/nowhere/ca.pem"))) {
            try (ServerProcess server = ServerProcess.spawn(ServerExecutable.underTest(), null, flags)) {
                assertEquals(1, server.awaitExit(), () -> flags + server.logTail());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "server", "ed25519"})
    void keys_of_every_kind_secure_connections(String key) {
        for (String kind : List.of(key)) {
            String authority = kind.equals("server") ? "ca" : kind;
            SSLContext context = Certificates.trusting(Certificates.tls(authority));
            String block = "tls { " + Certificates.pair(Certificates.tls(kind)) + " }\n";
            ServerProcess server = ServerProcess.startWithConfiguration(block);
            try (Siege siege = Siege.of(server, port -> loggedIn(port, context))) {
                for (String version : VERSIONS) {
                    try (WireClient client = secured(siege.server().port(), context, "localhost", version)) {
                        client.expect("PONG\r\n");
                        assertEquals(version, client.session().getProtocol());
                        assertEquals(Certificates.certificate(Certificates.tls(kind + ".pem")), shownTo(client));
                    }
                }
            }
        }
    }

    private static X509Certificate shownTo(WireClient client) {
        try {
            return (X509Certificate) client.session().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_certificate_for_the_name_that_a_client_asks_for_is_shown() {
        String block = "tls { certs: [ { " + Certificates.pair(Certificates.tls("server")) + " }, { "
                + Certificates.pair(Certificates.tls("named")) + " } ] }\n";
        SSLContext context = Certificates.trusting(Certificates.tls("ca"));
        ServerProcess server = ServerProcess.startWithConfiguration(block);
        try (Siege siege = Siege.of(server, port -> loggedIn(port, context))) {
            for (String version : VERSIONS) {
                assertShown(siege, context, version, "localhost", "server");
                assertShown(siege, context, version, "named.example", "named");
                assertShown(siege, context, version, "NAMED.example", "named");
                assertShown(siege, context, version, "a.wild.example", "named");
                assertShown(siege, context, version, "a.b.wild.example", "server");
                assertShown(siege, context, version, "nobody.example", "server");
            }
        }
    }

    private static void assertShown(Siege siege, SSLContext context, String version, String name, String expected) {
        try (WireClient client = secured(siege.server().port(), context, name, version)) {
            client.expect("PONG\r\n");
            X509Certificate wanted = Certificates.certificate(Certificates.tls(expected + ".pem"));
            assertEquals(wanted.getSubjectX500Principal(), shownTo(client).getSubjectX500Principal(), name);
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import soma.compat.server.Await;
import soma.compat.server.Plugins;
import soma.compat.server.ServerExecutable;
import soma.compat.server.ServerProcess;
import soma.compat.wire.WireClient;

/** Advisories about TLS: what is agreed on, which sessions go on, and which certificate is whose. */
class TlsAdvisoryTest {
    private static final String MEMBERS = "\"verbose\":false";
    private static final int ECDHE_ECDSA_AES128_GCM = 0xC02B;
    private static final int ECDHE_RSA_AES128_GCM = 0xC02F;
    private static final int SCSV = 0x00FF;

    /** RC4, 3DES, none at all, anonymous, static Diffie-Hellman, keys exchanged by RSA, CBC with SHA-256. */
    private static final int[] WEAK = {
        0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0009, 0x000A, 0x0016, 0x0018, 0x001B, 0x002F, 0x0030, 0x0033, 0x0034,
        0x0035, 0x0039, 0x003B, 0x003C, 0x003D, 0x0067, 0x006B, 0x006C, 0x009C, 0x009D, 0x00A6, 0xC001, 0xC006, 0xC007,
        0xC008, 0xC010, 0xC011, 0xC012, 0xC015, 0xC016, 0xC018, 0xC023, 0xC027
    };

    private static final int[] SUITES = {
        0xC009, 0xC00A, 0xC013, 0xC014, 0xC02B, 0xC02C, 0xC02F, 0xC030, 0xCCA8, 0xCCA9, 0xC024, 0xC028, 0xC0AC, 0xC0AD
    };

    private static WireClient secured(int port, SSLContext context, String... versions) {
        WireClient client = WireClient.connect(port).secure(context, "localhost", versions);
        client.send("CONNECT {" + MEMBERS + "}\r\nPING\r\n");
        client.expect("PONG\r\n");
        return client;
    }

    /** Whether a server lets this client in; TLS 1.3 tells only after the handshake. */
    private static boolean admits(int port, SSLContext context, String... versions) {
        try (WireClient client = WireClient.connect(port).secure(context, "localhost", versions)) {
            client.send("CONNECT {" + MEMBERS + "}\r\nPING\r\n");
            String answer = client.lineOrNothing();
            if (!answer.equals("PONG\r\n")) {
                assertTrue(client.readToEnd().isEmpty(), "more than a refusal");
            }
            return answer.equals("PONG\r\n");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static ServerProcess startWithFlags(String certificate) {
        return ServerProcess.start(
                "--tls",
                "--tlscert=" + Certificates.tls(certificate + ".pem"),
                "--tlskey=" + Certificates.tls(certificate + ".key"));
    }

    /** CVE-2021-32026: who configured TLS by flags got suites that the configuration file rules out. */
    @Test
    void S07_flags_permit_no_more_suites_and_versions_than_the_file() {
        for (String kind : List.of("server", "rsa")) {
            List<Integer> byFlags = new ArrayList<>();
            List<Integer> byFile = new ArrayList<>();
            try (Siege siege = siegeOf(startWithFlags(kind), kind)) {
                byFlags.addAll(assertOnlyStrong(siege.server().port()));
            }
            String block = "tls { " + Certificates.pair(Certificates.tls(kind)) + " }\n";
            try (Siege siege = siegeOf(ServerProcess.startWithConfiguration(block), kind)) {
                byFile.addAll(assertOnlyStrong(siege.server().port()));
            }
            assertEquals(byFile, byFlags, "suites for a certificate of " + kind);
        }
    }

    private static Siege siegeOf(ServerProcess server, String certificate) {
        String authority = certificate.equals("server") ? "ca" : certificate;
        SSLContext context = Certificates.trusting(Certificates.tls(authority));
        return Siege.of(server, port -> secured(port, context));
    }

    /** Returns those of all suites that are taken, one by one. */
    private static List<Integer> assertOnlyStrong(int port) {
        int[] strong = {ECDHE_ECDSA_AES128_GCM, ECDHE_RSA_AES128_GCM, SCSV};
        assertTrue(ClientHello.offer(port, ClientHello.TLS_1_2, strong).isPresent(), "what is offered is understood");
        assertEquals(Optional.empty(), ClientHello.offer(port, ClientHello.TLS_1_1, strong), "TLS 1.1");
        assertEquals(Optional.empty(), ClientHello.offer(port, ClientHello.TLS_1_0, strong), "TLS 1.0");
        assertEquals(Optional.empty(), ClientHello.offer(port, 0x0300, strong), "SSL 3.0");
        assertEquals(Optional.empty(), ClientHello.offer(port, ClientHello.TLS_1_2, WEAK), "all weak ones");
        for (int suite : WEAK) {
            Optional<Integer> chosen = ClientHello.offer(port, ClientHello.TLS_1_2, suite, SCSV);
            assertEquals(Optional.empty(), chosen, () -> "suite " + Integer.toHexString(suite));
        }
        List<Integer> taken = new ArrayList<>();
        for (int suite : SUITES) {
            ClientHello.offer(port, ClientHello.TLS_1_2, suite, SCSV).ifPresent(taken::add);
        }
        return taken;
    }

    /** Whoever is to be secured gets nothing in the clear, with flags either. */
    @Test
    void S07_flags_leave_nobody_in_the_clear() {
        try (Siege siege = siegeOf(startWithFlags("server"), "server")) {
            for (String first : List.of("CONNECT {\"verbose\":false,\"tls_required\":false}\r\nPING\r\n", "PING\r\n")) {
                try (WireClient client = WireClient.connect(siege.server().port())) {
                    client.send(first);
                    assertFalse(client.readToEnd().contains("PONG"), first);
                }
            }
        }
    }

    /**
     * CVE-2025-68121: a session of a listener with one authority was resumed at a listener with another one.
     *
     * <p>Here the authority changes while the server runs: the ticket is of the time before, the connection of the time
     * after.
     */
    @Test
    void S17_a_session_is_not_resumed_under_another_authority() throws IOException {
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            SSLContext mine = Certificates.context(Certificates.tls("ca"), Certificates.tls("client"));
            SSLContext others = Certificates.context(Certificates.tls("ca"), Certificates.tls("stranger"));
            ServerProcess server = ServerProcess.startWithConfiguration(trusting("ca"));
            try (Siege siege = Siege.of(server, port -> WireClient.connect(port, MEMBERS))) {
                int port = server.port();
                boolean resumed = resumes(port, mine, version);
                if (ServerExecutable.strict() || version.equals("TLSv1.3")) { // nats-server does not with TLS 1.2
                    assertTrue(resumed, version + ": resumed while nothing has changed");
                }
                assertFalse(admits(port, others, version), "of the other authority");
                Files.writeString(server.folder().resolve("server.conf"), trusting("other-ca"));
                server.signal("HUP");
                server.awaitLog("Reloaded server configuration");
                assertFalse(admits(port, mine, version), version + ": resumed under another authority");
                assertTrue(admits(port, others, version), "of the authority of now");
            }
        }
    }

    /** The monitoring port asks nobody for a certificate; what it agrees on with them is worth nothing to the clients' port. */
    @Test
    void S17_a_session_of_the_monitoring_port_is_not_resumed_where_certificates_are_asked_for() {
        String monitoring = trusting("ca") + "https: \"127.0.0.1:-1\"\n";
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            SSLContext nobody = Certificates.trusting(Certificates.tls("ca"));
            ServerProcess server = ServerProcess.startWithConfiguration(monitoring);
            try (Siege siege = Siege.of(server, port -> WireClient.connect(port, MEMBERS))) {
                int port = server.port();
                assertTrue(asks(server.monitorPort(), nobody, port, version), version + ": answered");
                assertTrue(asks(server.monitorPort(), nobody, port, version), version + ": answered again");
                assertFalse(admits(port, nobody, version), version + ": let in with a session of the monitoring port");
                SSLContext mine = Certificates.context(Certificates.tls("ca"), Certificates.tls("client"));
                assertTrue(asks(server.monitorPort(), mine, port, version), version + ": answered with a certificate");
                assertTrue(admits(port, mine, version), version + ": of the authority");
            }
        }
    }

    /** Asks for a document of monitoring, as a client that takes it for another port; whether there was one. */
    private static boolean asks(int monitor, SSLContext context, int port, String version) {
        try (WireClient client = WireClient.open(monitor).secure(context, "localhost", port, version)) {
            client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            return client.readToEnd().startsWith("HTTP/1.1 200 ");
        }
    }

    private static String trusting(String authority) {
        return "tls { " + Certificates.pair(Certificates.tls("server")) + ", ca_file: \""
                + Certificates.tls(authority + ".pem") + "\", verify: true }\nallow_non_tls: true\n";
    }

    /** Connects twice and returns whether the second time went on with what was agreed on the first time. */
    private static boolean resumes(int port, SSLContext context, String version) {
        try (WireClient first = secured(port, context, version)) {
            first.session().putValue("mark", "first");
            try (WireClient second = secured(port, context, version)) {
                return "first".equals(second.session().getValue("mark"));
            }
        }
    }

    /** CVE-2026-33248: a part of a subject counted twice. */
    @Test
    void S29_each_part_of_a_subject_counts_once() {
        assertMapped("CN=a,OU=x,OU=y", "doubled", false);
        assertMapped("CN=a,OU=x,OU=x", "doubled", true);
        for (String name : List.of(
                "C=US,O=Acme,OU=x,OU=y,CN=a",
                "CN=a,OU=y,OU=x,O=Acme,C=US",
                "OU=x,CN=a,OU=y,C=US,O=Acme",
                "cn=a, ou=y, o=Acme, ou=x, c=US")) {
            assertMapped(name, "subject", true);
        }
        for (String name : List.of(
                "C=US,O=Acme,OU=x,OU=x,CN=a",
                "C=US,O=Acme,OU=y,OU=y,CN=a",
                "C=US,O=Acme,OU=x,CN=a",
                "C=US,O=Acme,OU=x,OU=y,CN=a,CN=a",
                "C=US,O=Acme,OU=x,OU=Y,CN=a",
                "CN=a")) {
            assertMapped(name, "subject", false);
        }
    }

    @Test
    void S29_parts_with_several_values_and_with_signs_in_them_are_what_they_are() {
        assertMapped("O=Acme,CN=m+OU=dev", "multivalued", true);
        assertMapped("O=Acme,CN=m,OU=other", "multivalued", false);
        assertMapped("O=Acme,CN=m", "multivalued", false);
        assertMapped("CN=\\\\ #odd\\\\+\\\\\\\",O=Acme\\\\, Inc.", "escaped", true);
        assertMapped("CN=odd,O=Acme,O=Inc.", "escaped", false);
        assertMapped("CN=u,O=Acme", "unknown", true); // as Go writes it, without what it has no name for
        assertMapped("CN=u", "unknown", false);
    }

    /** Whether a certificate is that of the only user beside the one that well-behaved clients are. */
    private static void assertMapped(String user, String certificate, boolean expected) {
        String configuration = "tls { " + Certificates.pair(Certificates.users("server")) + ", ca_file: \""
                + Certificates.users("ca.pem") + "\", verify_and_map: true }\n"
                + "authorization { users: [ { user: \"alice@example.com\" }, { user: \"" + user + "\" } ] }\n";
        String authority = Certificates.users("ca");
        SSLContext alice = Certificates.context(authority, Certificates.users("alternatives"));
        SSLContext context = Certificates.context(authority, Certificates.users(certificate));
        ServerProcess server = ServerProcess.startWithConfiguration(configuration);
        try (Siege siege = Siege.of(server, port -> secured(port, alice));
                WireClient client = WireClient.connect(siege.server().port()).secure(context, "localhost")) {
            client.send("CONNECT {" + MEMBERS + "}\r\nPING\r\n");
            assertEquals(expected ? "PONG\r\n" : Realm.VIOLATION, client.answer(), user + " for " + certificate);
        }
    }

    /** Without what it needs to encrypt a server does not start, let alone in the clear. */
    @Test
    void TOB_1_a_server_that_cannot_encrypt_does_not_start() {
        String pair = Certificates.pair(Certificates.tls("server"));
        String good = Certificates.tls("server.pem");
        String key = Certificates.tls("server.key");
        for (String block : List.of(
                "cert_file: \"" + good + "\", key_file: \"" + Certificates.tls("renewed.key") + "\"",
                "cert_file: \"" + good + "\", key_file: \"" + good + "\"",
                "cert_file: \"" + key + "\", key_file: \"" + key + "\"",
                "cert_file: \"" + good + "\", key_file: \"/nowhere/x.key\"",
                "cert_file: \"" + good + "\"",
                "key_file: \"" + key + "\"",
                pair + ", ca_file: \"" + key + "\", verify: true",
                pair + ", ca_file: \"/nowhere/ca.pem\", verify: true",
                pair + ", cipher_suites: [ \"NONE\" ]",
                pair + ", cipher_suites: [ \"TLS_RSA_WITH_RC4_128_SHA\" ]",
                pair + ", curve_preferences: [ \"none\" ]",
                pair + ", min_version: \"1.1\"")) {
            Plugins.require("tls");
            try (ServerProcess server =
                    ServerProcess.spawn(ServerExecutable.underTest(), "tls { " + block + " }\n", List.of())) {
                assertEquals(1, server.awaitExit(), () -> block + server.logTail());
                assertFalse(server.log().contains("Listening for client connections"), server::logTail);
            }
        }
    }

    /** The same at a reload: it is refused, and the server goes on encrypting as before. */
    @Test
    void TOB_1_a_reload_that_would_end_encryption_is_refused() throws IOException {
        String good = "tls { " + Certificates.pair(Certificates.tls("server")) + " }\n";
        SSLContext context = Certificates.trusting(Certificates.tls("ca"));
        ServerProcess server = ServerProcess.startWithConfiguration(good);
        try (Siege siege = Siege.of(server, port -> secured(port, context))) {
            String broken = good.replace("server.key", "renewed.key");
            Files.writeString(server.folder().resolve("server.conf"), broken);
            server.signal("HUP");
            Await.until(
                    "the reload is refused",
                    Duration.ofSeconds(10),
                    () -> server.log().contains("Failed to reload server configuration"),
                    server::logTail);
            try (WireClient client = WireClient.connect(siege.server().port())) {
                client.send("CONNECT {" + MEMBERS + "}\r\nPING\r\n");
                assertFalse(client.readToEnd().contains("PONG"), "in the clear");
            }
        }
    }
}

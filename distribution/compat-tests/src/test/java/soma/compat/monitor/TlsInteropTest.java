/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.compat.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.compat.hostile.Certificates;
import soma.compat.wire.WireClient;

/** Documents of servers with TLS, over TLS, held against those of nats-server as {@link InteropTest} does. */
class TlsInteropTest {
    private static final SSLContext KNOWN = Certificates.context(Certificates.tls("ca"), Certificates.tls("client"));
    private static final String MEMBERS = InteropTest.connect("one");

    private static String configuration(String more) {
        return "server_name: twin\nno_system_account: true\ntls { " + Certificates.pair(Certificates.tls("server"))
                + more + " }\n";
    }

    private static String verifying(String more) {
        return configuration(", ca_file: \"" + Certificates.tls("ca.pem") + "\", verify: true" + more);
    }

    private static MonitorClient monitor(int port) {
        return new MonitorClient(port, Certificates.trusting(Certificates.tls("ca")));
    }

    private static void logIn(WireClient client) {
        client.send("CONNECT {" + MEMBERS + "}\r\nPING\r\n");
        client.expect("PONG\r\n");
    }

    private static void load(WireClient client) {
        InteropTest.run(client, "SUB foo 1\r\nPUB bar 2\r\nhi\r\n");
    }

    private static JsonComparison varz() {
        return InteropTest.varz().volatileValue("of this run", "https_port");
    }

    private static List<String> compare(Twins twins) {
        List<String> found = new ArrayList<>(twins.compare("/varz", varz()));
        for (String path : List.of("/connz", "/connz?auth=1&subs=1", "/connz?state=all&auth=1")) {
            JsonComparison connz = InteropTest.connz()
                    .volatileValue(
                            "libraries like one suite of TLS 1.3 more than another", "connections[].tls_cipher_suite");
            found.addAll(twins.compare(path, connz));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void documentsOfAServerThatAsksForCertificates(String version) throws Exception {
        try (Twins twins = Twins.start(verifying(", timeout: 5"), "-ms", TlsInteropTest::monitor)) {
            twins.client(
                    port -> {
                        WireClient client = WireClient.connect(port).secure(KNOWN, "localhost", version);
                        logIn(client);
                        return client;
                    },
                    TlsInteropTest::load);
            assertEquals("", String.join("\n", compare(twins)));
        }
    }

    @Test
    void documentsOfAServerThatAsksForNone() throws Exception {
        SSLContext anybody = Certificates.trusting(Certificates.tls("ca"));
        try (Twins twins = Twins.start(configuration("") + "allow_non_tls: true\n", "-ms", TlsInteropTest::monitor)) {
            twins.client(
                    port -> {
                        WireClient client = WireClient.connect(port).secure(anybody, "localhost");
                        logIn(client);
                        return client;
                    },
                    TlsInteropTest::load);
            twins.client(InteropTest.connect("plain"), TlsInteropTest::load);
            assertEquals("", String.join("\n", compare(twins)));
        }
    }

    @Test
    void documentsOfAServerWhoseHandshakeComesFirst() throws Exception {
        try (Twins twins = Twins.start(verifying(", handshake_first: true"), "-ms", TlsInteropTest::monitor)) {
            twins.client(
                    port -> {
                        WireClient client = WireClient.open(port).secure(KNOWN, "localhost");
                        client.line();
                        logIn(client);
                        return client;
                    },
                    TlsInteropTest::load);
            assertEquals("", String.join("\n", compare(twins)));
        }
    }
}

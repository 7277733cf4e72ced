/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import soma.config.ConfigException;
import soma.config.ConfigFile;
import soma.kernel.boot.Kernel;
import soma.kernel.testkit.Plugins;
import soma.plugin.auth.basic.BasicAuthPlugin;
import soma.plugin.tls.TlsPlugin;
import soma.plugin.transport.netty.NettyTransportPlugin;
import soma.spi.config.ConfigNode;
import soma.spi.transport.Endpoint;

/** Logging in with certificates, over real sockets. */
final class CertificateLogInTest {
    private static final String VIOLATION = "-ERR 'Authorization Violation'";
    private static final int PATIENCE_MILLIS = 20_000;

    private static Kernel server(String tls, String users) {
        String text = "transport { loops: 1, type: nio }\ntls {\ncert_file: \"" + Certs.file("server.pem")
                + "\"\nkey_file: \"" + Certs.file("server.key") + "\"\nca_file: \"" + Certs.file("ca.pem") + "\"\n"
                + tls
                + "\n}\n" + users;
        Kernel kernel = Kernel.builder()
                .plugins(List.of(
                        new NettyTransportPlugin(),
                        new TlsPlugin(),
                        Plugins.installed("auth-users").getFirst(),
                        new BasicAuthPlugin(),
                        new CertificatePlugin()))
                .configuration(parse(text))
                .listener(new Endpoint("tcp", "127.0.0.1", 0))
                .build();
        kernel.start();
        return kernel;
    }

    private static ConfigNode parse(String text) {
        try {
            return ConfigFile.parse(text, "test.conf", Path.of(""), Map.of()).root();
        } catch (ConfigException e) {
            throw new IllegalArgumentException("the configuration of this test is not in the language", e);
        }
    }

    /** Logs in and returns the user that the server knows it as, or what it says. */
    private static String logIn(Kernel kernel, String certificate, String fields) throws IOException {
        int port = kernel.boundEndpoints().values().iterator().next().getFirst().port();
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            plain.setSoTimeout(PATIENCE_MILLIS);
            while (plain.getInputStream().read() != '\n') {
                // INFO
            }
            try (SSLSocket socket = (SSLSocket)
                    Certs.context(certificate).getSocketFactory().createSocket(plain, "localhost", port, true)) {
                String connect = "CONNECT {\"verbose\":false" + fields + "}\r\nPING\r\n";
                socket.getOutputStream().write(connect.getBytes(StandardCharsets.UTF_8));
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                String line = String.valueOf(in.readLine());
                if (!line.equals("PONG")) {
                    return line;
                }
                List<String> users = new ArrayList<>();
                kernel.server()
                        .sessions()
                        .forEach(session -> users.add(session.view().identity().user()));
                return users.getLast();
            }
        }
    }

    @Test
    void certificatesDecideWhereTheyAreMapped() throws IOException {
        String users = "authorization { users: [ {user: bob.example}, {user: \"CN=a,OU=y,OU=x,O=Acme,C=US\"},"
                + " {user: alice, password: secret} ] }\n";
        try (Kernel kernel = server("verify_and_map: true", users)) {
            assertEquals("bob.example", logIn(kernel, "hosts", ""));
            assertEquals("CN=a,OU=y,OU=x,O=Acme,C=US", logIn(kernel, "subject", ",\"user\":\"alice\""));
            assertEquals(VIOLATION, logIn(kernel, "alternatives", ",\"user\":\"alice\",\"pass\":\"secret\""));
            assertEquals(VIOLATION, logIn(kernel, "doubled", ""));
            assertEquals(VIOLATION, logIn(kernel, "nameless", ""));
        }
    }

    @Test
    void theirPasswordsMustBeRightToo() throws IOException {
        String users = "authorization { users: [ {user: bob.example, password: p}, {user: \"CN=svc,O=Acme\"} ] }\n";
        try (Kernel kernel = server("verify_and_map: true", users)) {
            assertEquals(VIOLATION, logIn(kernel, "hosts", ""));
            assertEquals(VIOLATION, logIn(kernel, "hosts", ",\"pass\":\"x\""));
            assertEquals("bob.example", logIn(kernel, "hosts", ",\"pass\":\"p\""));
            assertEquals(VIOLATION, logIn(kernel, "domain", ",\"pass\":\"x\""));
            assertEquals("CN=svc,O=Acme", logIn(kernel, "domain", ""));
        }
    }

    @Test
    void nobodyElseIsLetInWithoutACertificateThatIsMapped() throws IOException {
        String users = "authorization { users: [ {user: bob.example} ] }\nno_auth_user: bob.example\n";
        try (Kernel kernel = server("verify_and_map: true", users)) {
            assertEquals(VIOLATION, logIn(kernel, "alternatives", ""));
        }
    }

    @Test
    void withoutMappingCertificatesNameNobody() throws IOException {
        String users = "authorization { users: [ {user: bob.example, password: p} ] }\n";
        try (Kernel kernel = server("verify: true", users)) {
            assertEquals(VIOLATION, logIn(kernel, "hosts", ""));
            assertEquals("bob.example", logIn(kernel, "hosts", ",\"user\":\"bob.example\",\"pass\":\"p\""));
        }
    }

    @Test
    void usersWithCertificatesCannotComeInTheClearWithAnEmptyPassword() throws IOException {
        String users = "authorization { users: [ {user: bob.example} ] }\n";
        try (Kernel kernel = server("verify_and_map: true", users + "allow_non_tls: true\n")) {
            int port = kernel.boundEndpoints()
                    .values()
                    .iterator()
                    .next()
                    .getFirst()
                    .port();
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
                plain.setSoTimeout(PATIENCE_MILLIS);
                plain.getOutputStream()
                        .write("CONNECT {\"user\":\"bob.example\",\"pass\":\"\"}\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                var in = new BufferedReader(new InputStreamReader(plain.getInputStream(), StandardCharsets.US_ASCII));
                assertTrue(in.readLine().startsWith("INFO"));
                assertEquals(VIOLATION, in.readLine());
            }
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.ldap;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords go to servers that prove who they are, and to no other. */
final class LdapTlsTest {
    @TempDir
    private static Path folder;

    private static SSLContext server;
    private static SSLContext stranger;

    @BeforeAll
    static void makeCertificates() throws GeneralSecurityException {
        server = context("localhost");
        stranger = context("elsewhere.example.com");
    }

    /** Makes a key store and a certificate file for a name; the tool of the SDK signs them itself. */
    private static SSLContext context(String name) throws GeneralSecurityException {
        String store = folder.resolve(name + ".p12").toString();
        run(
                "generate-self-signed-certificate",
                "--keystore",
                store,
                "--keystore-password",
                "secret",
                "--keystore-type",
                "PKCS12",
                "--alias",
                "server",
                "--subject-dn",
                "CN=" + name,
                "--subject-alternative-name-dns",
                name);
        run(
                "export-certificate",
                "--keystore",
                store,
                "--keystore-password",
                "secret",
                "--alias",
                "server",
                "--output-format",
                "PEM",
                "--output-file",
                file(name));
        return new SSLUtil(
                        new KeyStoreKeyManager(store, "secret".toCharArray(), "PKCS12", "server"),
                        new TrustAllTrustManager())
                .createSSLContext();
    }

    private static void run(String... arguments) {
        var said = new ByteArrayOutputStream();
        var result = ManageCertificates.main(null, OutputStream.nullOutputStream(), said, arguments);
        assertTrue(result.intValue() == 0, said::toString);
    }

    private static String file(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    @Test
    void aServerThatIsTrustedIsAsked() throws DirectoryException {
        try (FakeDirectory fake = FakeDirectory.ldaps(server);
                LdapDirectory directory = directory("ldaps://localhost:" + fake.port(), "localhost", false)) {
            assertTrue(directory.verify("alice", "wonder").isPresent());
        }
        try (FakeDirectory fake = FakeDirectory.startTls(server);
                LdapDirectory directory = directory("ldap://localhost:" + fake.port(), "localhost", true)) {
            assertTrue(directory.verify("alice", "wonder").isPresent());
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNot() {
        try (FakeDirectory fake = FakeDirectory.ldaps(server);
                LdapDirectory directory =
                        directory("ldaps://localhost:" + fake.port(), "elsewhere.example.com", false)) {
            assertThrows(DirectoryException.class, () -> directory.verify("alice", "wonder"));
        }
    }

    @Test
    void aServerOfAnotherNameIsNot() {
        try (FakeDirectory fake = FakeDirectory.ldaps(stranger);
                LdapDirectory directory =
                        directory("ldaps://localhost:" + fake.port(), "elsewhere.example.com", false)) {
            assertThrows(DirectoryException.class, () -> directory.verify("alice", "wonder"));
        }
        try (FakeDirectory fake = FakeDirectory.startTls(stranger);
                LdapDirectory directory = directory("ldap://localhost:" + fake.port(), "elsewhere.example.com", true)) {
            assertThrows(DirectoryException.class, () -> directory.verify("alice", "wonder"));
        }
    }

    @Test
    void aServerWithoutTlsIsNot() {
        try (FakeDirectory fake = FakeDirectory.plain();
                LdapDirectory directory = directory("ldap://localhost:" + fake.port(), "localhost", true)) {
            assertThrows(DirectoryException.class, () -> directory.verify("alice", "wonder"));
        }
    }

    private static LdapDirectory directory(String url, String trusted, boolean startTls) {
        return new LdapDirectory(Configs.of(
                url, Configs.SEARCH, Map.of("ca_file", file(trusted), "start_tls", startTls, "timeout", "2s")));
    }
}

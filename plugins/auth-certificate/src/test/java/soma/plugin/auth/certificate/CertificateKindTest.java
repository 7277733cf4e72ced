/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import soma.config.ConfigException;
import soma.config.ConfigFile;
import soma.spi.auth.AuthRequest;
import soma.spi.config.ConfigReader;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.RecordedProblems;

/** Whom a certificate is taken for. What is expected here, nats-server 2.15.1 answered too. */
final class CertificateKindTest {
    private final CertificateKind kind = new CertificateKind();

    private static AuthRequest request(String certificate) {
        return PlainAuthRequest.of(Map.of())
                .withCertificates(List.of(Certs.certificate(certificate)))
                .mapped();
    }

    /** Looks a user up as the table of users does. */
    private Optional<String> user(AuthRequest request, List<String> users) {
        List<String> claims = kind.claims(request);
        assertFalse(claims.isEmpty(), "a certificate decides where it is mapped, whatever it says");
        return claims.stream().filter(users::contains).findFirst().or(() -> kind.match(request, users));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "alternatives | alice@example.com;alice.example | alice@example.com",
                "alternatives | spiffe://example/alice;alice.example | alice.example",
                "alternatives | spiffe://example/alice;CN=alice,O=Acme | spiffe://example/alice",
                "alternatives | CN=alice,O=Acme | CN=alice,O=Acme",
                "alternatives | Alice@example.com |",
                "hosts | bob.example | bob.example",
                "subject | CN=a,OU=y,OU=x,O=Acme,C=US | CN=a,OU=y,OU=x,O=Acme,C=US",
                "subject | cn=a, ou=y, ou=x, o=Acme, c=US | cn=a, ou=y, ou=x, o=Acme, c=US",
                "subject | CN=A,OU=y,OU=x,O=Acme,C=US |",
                "subject | C=US,O=Acme,OU=x,OU=y,CN=a | C=US,O=Acme,OU=x,OU=y,CN=a",
                "subject | OU=x,CN=a,C=US,O=Acme,OU=y | OU=x,CN=a,C=US,O=Acme,OU=y",
                "subject | CN=a,OU=x+OU=y,O=Acme,C=US | CN=a,OU=x+OU=y,O=Acme,C=US",
                "subject | CN=a,OU=y,OU=x,O=Acme |",
                "subject | CN=a,OU=x,OU=x,O=Acme,C=US |",
                "subject | OU=x,CN=a,C=US,O=Acme,OU=y;CN=a,OU=y,OU=x,O=Acme,C=US | CN=a,OU=y,OU=x,O=Acme,C=US",
                "doubled | CN=a,OU=x,OU=y |",
                "doubled | OU=x,OU=x,CN=a | OU=x,OU=x,CN=a",
                "doubled | CN=a,OU=x+OU=x | CN=a,OU=x+OU=x",
                "domain | CN=svc,O=Acme,DC=example,DC=com | CN=svc,O=Acme,DC=example,DC=com",
                "domain | CN=svc,O=Acme,DC=com,DC=example | CN=svc,O=Acme,DC=com,DC=example",
                "domain | CN=svc,O=Acme | CN=svc,O=Acme",
                "domain | DC=com,DC=example,O=Acme,CN=svc | DC=com,DC=example,O=Acme,CN=svc",
                "multivalued | OU=dev+CN=m,O=Acme | OU=dev+CN=m,O=Acme",
                "multivalued | CN=m+OU=dev,O=Acme | CN=m+OU=dev,O=Acme",
                "multivalued | CN=m,OU=dev,O=Acme | CN=m,OU=dev,O=Acme",
                "multivalued | CN=m,OU=dev+O=Acme |",
                "unknown | CN=u,O=Acme | CN=u,O=Acme",
                "unknown | O=Acme,CN=u |",
                "unknown | EMAILADDRESS=u@example.com,CN=u,O=Acme |",
                "escaped | CN=\\ #odd\\+\\\",O=Acme\\, Inc. | CN=\\ #odd\\+\\\",O=Acme\\, Inc.",
                "escaped | CN=\\20#odd\\2b\\22,O=Acme\\2C Inc. | CN=\\20#odd\\2b\\22,O=Acme\\2C Inc.",
                "escaped | O=Acme\\, Inc.,CN=\\ \\#odd\\+\\\" | O=Acme\\, Inc.,CN=\\ \\#odd\\+\\\"",
                "nameless | a |",
                "utf8 | CN=ä,O=Ünïcode | CN=ä,O=Ünïcode",
                "utf8 | CN=\\C3\\A4,O=\\C3\\9Cn\\C3\\AFcode | CN=\\C3\\A4,O=\\C3\\9Cn\\C3\\AFcode",
            })
    void certificatesNameUsers(String certificate, String users, String expected) {
        assertEquals(Optional.ofNullable(expected), user(request(certificate), Arrays.asList(users.split(";"))));
    }

    @Test
    void elsewhereCertificatesNameNobody() {
        AuthRequest request = PlainAuthRequest.of(Map.of("user", "bob.example"))
                .withCertificates(List.of(Certs.certificate("hosts")));
        assertEquals(List.of(), kind.claims(request));
        assertEquals(Optional.empty(), kind.match(request, List.of("CN=bob,O=Acme")));
        assertFalse(proven(request));
    }

    @Test
    void whoShowsNoneIsNobody() {
        AuthRequest request = PlainAuthRequest.of(Map.of("user", "bob")).mapped();
        assertEquals(Optional.empty(), user(request, List.of("bob", "CN=bob")));
        assertFalse(proven(request));
    }

    private static boolean proven(AuthRequest request) {
        return new CertificateCredential("x", List.of())
                .verify(request)
                .toCompletableFuture()
                .join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls { verify_and_map: true }",
                "TLS { Verify_And_Map: true }",
                "ws { tls { verify_and_map: true } }",
                "mqtt { tls { verify_and_map: true } }"
            })
    void itIsUsedWhereAListenerMaps(String text) throws ConfigException {
        assertTrue(isUsed(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: 1",
                "tls { verify: true }",
                "tls { verify_and_map: false }",
                "mqtt: 1",
                "tls: 1",
                "ws { tls: 5 }"
            })
    void itIsNotUsedElsewhere(String text) throws ConfigException {
        assertFalse(isUsed(text));
    }

    private boolean isUsed(String text) throws ConfigException {
        var root = ConfigFile.parse(text, "test.conf", Path.of(""), Map.of()).root();
        return kind.isUsed(new ConfigReader(root, new RecordedProblems()));
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.Plugins;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.spi.plugin.ServerPlugin;

/** Log-ins with tokens in a whole kernel. */
final class OidcOnTheWireTest {
    private final FakeProvider provider = new FakeProvider().keys(Tokens.RSA.toPublicJWK());
    private final Tokens tokens = new Tokens(provider.issuer(), TestKernel.BEGIN);

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void whoeverHasATokenIsInUntilItEnds() {
        try (TestKernel kernel = with(config("soma")).start()) {
            Date end = Date.from(TestKernel.BEGIN.plusSeconds(60));
            String brief = tokens.with(claims -> claims.expirationTime(end));
            var client = kernel.connect("\"auth_token\":\"" + brief + "\"").expectIn();
            kernel.connect("\"user\":\"any\",\"pass\":\"" + tokens.usual() + "\"")
                    .expectIn();
            kernel.connect("").expectRefusal();
            kernel.connect("\"auth_token\":\"" + tokens.unsigned() + "\"").expectRefusal();
            assertTrue(kernel.open().takeInfo().contains("\"auth_required\":true"));
            kernel.advance(Duration.ofSeconds(80));
            client.take(); // a ping
            kernel.advance(Duration.ofSeconds(10));
            client.expectEnd("-ERR 'User Authentication Expired'\r\n", "Authentication Expired");
        }
    }

    @Test
    void rolesHavePermissionsOfTheirOwn() {
        String terms =
                ", roles { admin {}, sensor { permissions: { publish: \"s.>\" } } }, permissions: { publish: x } }";
        try (TestKernel kernel = with(config("soma").replaceFirst(" }$", terms)).start()) {
            assertMayPublish(kernel, "anything", Map.of("roles", List.of("sensor", "admin")));
            assertMayPublish(kernel, "s.1", Map.of("roles", "sensor other"));
            assertMayNotPublish(kernel, "x", Map.of("roles", "sensor other"));
            assertMayPublish(kernel, "x", Map.of());
            assertMayNotPublish(kernel, "s.1", Map.of());
        }
    }

    private void assertMayPublish(TestKernel kernel, String subject, Map<String, Object> claims) {
        login(kernel, claims).send("PUB " + subject + " 0\r\n\r\nPING\r\n").expect("PONG\r\n");
    }

    private void assertMayNotPublish(TestKernel kernel, String subject, Map<String, Object> claims) {
        login(kernel, claims)
                .send("PUB " + subject + " 0\r\n\r\n")
                .expect("-ERR 'Permissions Violation for Publish to \"" + subject + "\"'\r\n");
    }

    private TestConnection login(TestKernel kernel, Map<String, Object> claims) {
        return kernel.connect("\"auth_token\":\"" + tokens.withClaims(claims) + "\"")
                .expectIn();
    }

    @Test
    void aReloadJudgesAgain() {
        try (TestKernel kernel = with(config("soma")).start()) {
            var client =
                    kernel.connect("\"auth_token\":\"" + tokens.usual() + "\"").expectIn();
            kernel.reload(config("else"));
            kernel.await("the end of the connection", client::isClosed);
            kernel.connect("\"auth_token\":\"" + tokens.usual() + "\"").expectRefusal();
            kernel.reload(config("other"));
            kernel.connect("\"auth_token\":\"" + tokens.usual() + "\"").expectIn();
            kernel.reload("");
            kernel.connect("").expectIn();
        }
    }

    @Test
    void tokensAreNotLogged() {
        try (TestKernel kernel = with(config("soma")).start()) {
            String wrong = tokens.with(claims -> claims.audience("else"));
            kernel.connect("\"auth_token\":\"" + wrong + "\"").expectRefusal();
            assertFalse(RecordedLog.lines().stream().anyMatch(line -> line.contains(wrong.substring(0, 40))));
        }
    }

    @Test
    void wrongConfigurationsAreReported() {
        assertErrors("oidc {}", "test.conf:1:0: oidc needs an issuer", "test.conf:1:0: oidc needs an audience");
        assertErrors(
                "oidc { audience: a, issuer: \"http://id.example.com\" }",
                "test.conf:1:20: issuer: \"http://id.example.com\" (expected: an address that begins with https://");
        assertErrors(
                "oidc { audience: a, issuer: \"https://i\", algorithms: [none, HS256, RS256] }",
                "test.conf:1:41: algorithm",
                "test.conf:1:41: algorithm");
        assertErrors(
                "oidc { audience: a, issuer: \"https://i\", ca_file: \"/nowhere\" }",
                "test.conf:1:41: ca_file: cannot use \"/nowhere\"");
        assertErrors(
                "oidc { audience: a, issuer: \"https://i\", timeout: 0s }",
                "test.conf:1:41: timeout: must be longer than nothing");
    }

    private void assertErrors(String config, String... expected) {
        List<String> errors = with(config).errors();
        assertEquals(expected.length, errors.size(), errors::toString);
        for (int i = 0; i < expected.length; i++) {
            assertTrue(errors.get(i).startsWith(expected[i]), errors + " (expected: " + expected[i] + ")");
        }
    }

    private static TestKernelBuilder with(String config) {
        List<ServerPlugin> plugins = new ArrayList<>(Plugins.installed("auth-users", "auth-permissions"));
        plugins.add(new OidcPlugin());
        return TestKernel.with(plugins).configuration(config);
    }

    private String config(String audience) {
        return "max_control_line: 8192, ping_interval: \"1h\"\noidc { issuer: \"" + provider.issuer() + "\", audience: "
                + audience + " }";
    }
}

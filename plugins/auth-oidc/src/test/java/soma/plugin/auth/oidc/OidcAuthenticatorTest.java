/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult.Abstained;
import soma.spi.auth.AuthResult.Granted;
import soma.spi.auth.AuthResult.Refused;
import soma.spi.auth.Authenticator;
import soma.spi.tck.auth.AuthenticatorContract;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainServer;

final class OidcAuthenticatorTest extends AuthenticatorContract {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final FakeProvider provider =
            new FakeProvider().keys(Tokens.RSA.toPublicJWK(), Tokens.EC.toPublicJWK(), Tokens.ED25519);
    private final Tokens tokens = new Tokens(provider.issuer(), NOW);
    private final OidcAuthenticator authenticator = new OidcAuthenticator();

    @AfterEach
    void stop() {
        authenticator.stop();
        provider.close();
    }

    @Override
    protected Authenticator authenticator() {
        var server = new PlainServer();
        server.spaces().obtain("A");
        server.spaces().obtain("$SYS");
        authenticator.use(Configs.of(
                provider.issuer(),
                Map.of(
                        "account_claim", "org.name",
                        "roles_claim", "realm_access.roles",
                        "roles", new LinkedHashMap<>(Map.of("admin", Map.of("account", "$SYS"), "user", Map.of())))));
        authenticator.start(server);
        return authenticator;
    }

    private String user(Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(Map.of("realm_access", Map.of("roles", List.of("x", "user"))));
        claims.putAll(more);
        return tokens.withClaims(claims);
    }

    @Override
    protected Map<String, PlainAuthRequest> granted() {
        String usual = user(Map.of());
        return Map.of(
                "as a token", with("auth_token", usual),
                "as a password", with("pass", usual),
                "as a JWT", with("jwt", usual),
                "with a scheme", with("auth_token", "Bearer " + usual),
                "into an account", with("auth_token", user(Map.of("org", Map.of("name", "A")))),
                "as an admin", with("auth_token", user(Map.of("realm_access", Map.of("roles", List.of("admin"))))),
                "expired within the skew", with("auth_token", expiring(NOW.minusSeconds(20))));
    }

    @Override
    protected void checkAdmission(String example, Admission admission) {
        assertEquals("alice", admission.user(), example);
        String space = example.equals("into an account") ? "A" : example.equals("as an admin") ? "$SYS" : "$G";
        assertEquals(space, admission.space().name(), example);
        Duration lasts = Duration.between(NOW, Objects.requireNonNull(admission.expires()));
        assertEquals(example.contains("expired") ? 10 : 330, lasts.toSeconds(), example);
    }

    private String expiring(Instant end) {
        return user(Map.of("exp", Date.from(end)));
    }

    @Override
    protected Map<String, PlainAuthRequest> refused() {
        Map<String, PlainAuthRequest> all = new LinkedHashMap<>();
        all.put("expired", with("auth_token", expiring(NOW.minusSeconds(40))));
        all.put("without an end", with("auth_token", tokens.with(claims -> claims.expirationTime(null))));
        all.put("another audience", with("auth_token", tokens.with(claims -> claims.audience("else"))));
        all.put("no audience", with("auth_token", tokens.with(claims -> claims.audience((String) null))));
        all.put("not yet", with("auth_token", user(Map.of("nbf", Date.from(NOW.plusSeconds(90))))));
        all.put("issued in the future", with("auth_token", user(Map.of("iat", Date.from(NOW.plusSeconds(90))))));
        all.put("unsigned", with("auth_token", tokens.unsigned()));
        all.put("public key as a secret", with("auth_token", tokens.confused()));
        all.put(
                "unknown key",
                with(
                        "auth_token",
                        Tokens.signed(Tokens.OTHER_RSA, tokens.claims().build())));
        all.put("signature cut off", with("auth_token", user(Map.of()).replaceAll("\\.[^.]*$", ".")));
        all.put("other claims", with("auth_token", otherClaims()));
        all.put("another purpose", with("auth_token", tokens.typed("logout+jwt")));
        all.put("no user", with("auth_token", user(Map.of("sub", ""))));
        all.put("a line in the name", with("auth_token", user(Map.of("sub", "a\nb"))));
        all.put("no role", with("auth_token", tokens.usual()));
        all.put("an account that is none", with("auth_token", user(Map.of("org", Map.of("name", "nowhere")))));
        all.put("a system account", with("auth_token", user(Map.of("org", Map.of("name", "$SYS")))));
        return all;
    }

    private String otherClaims() {
        String[] signed = user(Map.of()).split("\\.", -1);
        String[] other = user(Map.of("sub", "bob")).split("\\.", -1);
        return signed[0] + "." + other[1] + "." + signed[2];
    }

    @Override
    protected Map<String, PlainAuthRequest> foreign() {
        return Map.of(
                "nothing", PlainAuthRequest.of(Map.of()),
                "a token", with("auth_token", "s3cret"),
                "a user", PlainAuthRequest.of(Map.of("user", "alice", "pass", "a.b.c")),
                "another issuer", with("jwt", new Tokens("https://else", NOW).usual()),
                "something encrypted", with("auth_token", "aaaa.bbbb.cccc.dddd.eeee"));
    }

    private static PlainAuthRequest with(String option, String value) {
        return PlainAuthRequest.of(Map.of(option, value));
    }

    @Test
    void otherKeysAndAlgorithmsAreTaken() {
        authenticator.use(Configs.of(provider.issuer(), Map.of()));
        authenticator.start(new PlainServer());
        assertTrue(grants(tokens.elliptic()));
        assertTrue(grants(Tokens.edwards(JWSAlgorithm.EdDSA, tokens.claims().build())));
        assertTrue(grants(Tokens.edwards(JWSAlgorithm.Ed25519, tokens.claims().build())));
        assertTrue(grants(tokens.typed("at+jwt")));
        authenticator.use(Configs.of(provider.issuer(), Map.of("algorithms", List.of("RS256"))));
        assertEquals("a token is signed by an algorithm that is not allowed", reason(tokens.elliptic()));
    }

    @Test
    void aProviderThatCannotBeReachedLetsNobodyIn() {
        provider.close();
        authenticator.use(Configs.of(provider.issuer(), Map.of()));
        authenticator.start(new PlainServer());
        assertEquals("the keys of " + provider.issuer() + " are not known", reason(tokens.usual()));
    }

    @Test
    void withoutConfigurationOrServerNobodyIsLetIn() {
        assertTrue(!authenticator.required() && authenticator.timeout().isEmpty());
        assertInstanceOf(
                Abstained.class,
                Await.completion("abstains", authenticator.authenticate(with("auth_token", tokens.usual()))));
        authenticator.use(Configs.of(provider.issuer(), Map.of("timeout", "2s")));
        assertTrue(authenticator.required());
        assertEquals(Duration.ofSeconds(6), authenticator.timeout().orElseThrow());
        assertEquals("a token came while the server is not running", reason(tokens.usual()));
    }

    private boolean grants(String token) {
        return Await.completion("an answer", authenticator.authenticate(with("auth_token", token))) instanceof Granted;
    }

    private String reason(String token) {
        return assertInstanceOf(
                        Refused.class,
                        Await.completion("an answer", authenticator.authenticate(with("auth_token", token))))
                .reason();
    }
}

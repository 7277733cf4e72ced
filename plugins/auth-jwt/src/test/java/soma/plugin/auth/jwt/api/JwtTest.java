/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.plugin.accounts.api.AccountDefinition.Kind;
import soma.plugin.auth.jwt.api.AccountClaims.Weighted;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.tck.fixture.Seed;

/** JWTs read and written: what is taken and what is not. */
class JwtTest {
    private static final String VECTOR =
            "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.eyJqdGkiOiJZS0g2STRMQTJVUTZXS0RSTUEyVVJWN0NBSVpOUzJNWFk3UE"
                    + "pSVlc0TEpWQVFBVDZYRE9BIiwiaWF0IjoxNzAwMDAwMDAwLCJpc3MiOiJBRFZFVTNERDRLT0ZFQ1Y2NlZJSFdFWk9ZWDRaS1"
                    + "IzV1YyN0w0NjRTSUlQT1UySVVJM0pDWlcyMiIsIm5hbWUiOiJhbGljZSIsInN1YiI6IlVBQjJDQjU3NlBIQkJQUTVPRE9SUl"
                    + "oyTFlDTVdQWkdXR0NOMktESzdEWE9JTVpBU0tVWTNSTEtLIiwibmF0cyI6eyJwdWIiOnsiYWxsb3ciOlsiZm9vLj4iXX0sIn"
                    + "N1YiI6e30sInN1YnMiOi0xLCJkYXRhIjotMSwicGF5bG9hZCI6LTEsInR5cGUiOiJ1c2VyIiwidmVyc2lvbiI6Mn19.wvWPZ"
                    + "cjOum4_7bBBceQEEW5yp6NtkFbpgmKeUXQiEThG7-q0EpJN6UWbQ7MwM--LoG-ikEfwRCBZzB7jSQYEDg";
    private static final String VECTOR_USER = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final KeyPair operator = KeyPair.create(KeyKind.OPERATOR);
    private final KeyPair account = KeyPair.create(KeyKind.ACCOUNT);
    private final KeyPair user = KeyPair.create(KeyKind.USER);
    private final KeyPair server = KeyPair.create(KeyKind.SERVER);

    @Test
    void theVectorIsReadAndWrittenToTheLetter() {
        Jwt jwt = Jwt.decode(VECTOR);
        assertEquals("alice", jwt.claims().name());
        assertEquals(VECTOR_USER, jwt.claims().subject());
        assertEquals(1_700_000_000, jwt.claims().issuedAt());
        PermissionRules rules = new PermissionRules(new Subjects(List.of("foo.>"), List.of()), Subjects.ANY, null);
        assertEquals(UserClaims.PLAIN.with(UserTerms.UNLIMITED.with(rules)), jwt.body(UserClaims.class));
        KeyPair issuer = KeyPair.ofSeed("SAAAOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYHA4DQOB6O4U");
        Jwt own = Jwt.sign(JwtClaims.of(VECTOR_USER, jwt.claims().body()).named("alice"), issuer, NOW);
        assertEquals(
                "YKH6I4LA2UQ6WKDRMA2URV7CAIZNS2MXY7PJRVW4LJVAQAT6XDOA",
                own.claims().id());
        assertEquals(jwt.claims(), own.claims());
        // the order of keys is no part of the format: the vector has "jti" first
        assertEquals(own.claims(), Jwt.decode(own.text()).claims());
    }

    @Test
    void everySortComesBackAsItWasSigned() {
        Map<KeyPair, List<JwtClaims>> all = Map.of(
                operator,
                List.of(
                        JwtClaims.of(
                                        operator.publicKey(),
                                        OperatorClaims.PLAIN
                                                .withSystemAccount(account.publicKey())
                                                .withSigningKeys(true, operator.publicKey())
                                                .asserting("2.10.0")
                                                .servedBy("http://localhost/jwt/v1"))
                                .named("op"),
                        JwtClaims.of(account.publicKey(), fullAccount()).tagged("a:b", "C:d")),
                account,
                List.of(
                        JwtClaims.of(user.publicKey(), new UserClaims(fullTerms(), account.publicKey()))
                                .until(NOW.plusSeconds(5))
                                .from(NOW.minusSeconds(5)),
                        JwtClaims.of(account.publicKey(), new ActivationClaims("a.>", Kind.STREAM, "")),
                        JwtClaims.of(user.publicKey(), new AuthorizationResponse("", "no", account.publicKey()))
                                .to(server.publicKey()),
                        JwtClaims.of("anything", new GenericClaims(Keys.map("accounts", List.of("A"))))),
                server,
                List.of(JwtClaims.of(account.publicKey(), request()).to("nats-authorization-request")));
        all.forEach((issuer, list) -> list.forEach(claims -> {
            Jwt jwt = Jwt.sign(claims, issuer, NOW);
            JwtClaims back = Jwt.decode(jwt.text()).claims();
            if (claims.body() instanceof GenericClaims) {
                Object accounts = ((GenericClaims) back.body()).data().get("accounts");
                assertEquals(List.of("A"), accounts);
            } else {
                assertEquals(jwt.claims(), back);
            }
            assertEquals(issuer.publicKey(), back.issuer());
            assertFalse(jwt.toString().contains(jwt.text()));
        }));
    }

    private UserTerms fullTerms() {
        PermissionRules rules = new PermissionRules(
                new Subjects(List.of("a"), List.of("b")),
                new Subjects(null, List.of("c q")),
                new Responses(3, Duration.ofSeconds(4)));
        return UserTerms.UNLIMITED
                .with(rules)
                .limited(5, 6)
                .bearer()
                .behindProxy()
                .comingFrom("10.0.0.0/8")
                .during("Europe/Berlin", new TimeRange("08:00:00", "17:00:00"))
                .by("STANDARD");
    }

    private AccountClaims fullAccount() {
        AccountExport.Latency latency = new AccountExport.Latency(0, "lat");
        return AccountClaims.PLAIN
                .importing(
                        AccountImport.of(Kind.STREAM, "X", "a.*").as("b.$1"),
                        new AccountImport(Kind.SERVICE, "n", "X", "q", "r", "", "t", true, false))
                .exporting(
                        AccountExport.of(Kind.STREAM, "s.>").withToken().revoking(Map.of("*", 7L)),
                        new AccountExport(
                                Kind.SERVICE, "n", "x.*", false, Map.of(), "Stream", 9, latency, 2, true, true))
                .with(new OperatorLimits(
                        1,
                        2,
                        3,
                        4,
                        5,
                        true,
                        true,
                        6,
                        7,
                        OperatorLimits.Storage.DISABLED,
                        Map.of("R1", new OperatorLimits.Storage(1, 2, 3, 4, 5, 6, 7, true))))
                .signedBy(SigningKey.of("K"), SigningKey.scoped("S", "r", fullTerms()))
                .revoking(Map.of("U", 1L))
                .with(new PermissionRules(Subjects.ANY, new Subjects(List.of("z"), List.of()), null))
                .mapping(Map.of("m", List.of(new Weighted("n", 40, "east"))))
                .with(new ExternalAuthorization(List.of("U"), List.of("*"), "X"));
    }

    private AuthorizationRequest request() {
        return new AuthorizationRequest(
                new AuthorizationRequest.ServerId("n", "h", "N", "2.15.1", "c", List.of("t"), "X"),
                user.publicKey(),
                new AuthorizationRequest.Client("h", 1, "u", "n", List.of("t"), "nt", "Client", "nats", "m", "nonce"),
                new AuthorizationRequest.ConnectOptions("j", "k", "s", "t", "u", "p", "n", "l", "v", 1),
                new AuthorizationRequest.ClientTls("1.3", "c", List.of("pem"), List.of(List.of("a", "b"))),
                "rn");
    }

    @Test
    void version1IsReadAndItsSignatureIsOverThePayloadOnly() {
        Jwt jwt = Jwt.sign(
                JwtClaims.of(user.publicKey(), new UserClaims(fullTerms(), account.publicKey()))
                        .tagged("a")
                        .inVersion1(),
                account,
                NOW);
        assertEquals(jwt.claims(), Jwt.decode(jwt.text()).claims());
        Jwt activation = Jwt.sign(
                JwtClaims.of(account.publicKey(), new ActivationClaims("a", Kind.SERVICE, ""))
                        .inVersion1(),
                account,
                NOW);
        assertEquals(activation.claims(), Jwt.decode(activation.text()).claims());
        String payload = "{\"iss\":\"" + account.publicKey() + "\",\"sub\":\"" + user.publicKey()
                + "\",\"type\":\"user\",\"nats\":{\"src\":\"10.0.0.0/8, 1.2.3.4/32\"}}";
        UserTerms terms = Jwt.decode(Keys.signOld("{\"typ\":\"jwt\",\"alg\":\"ED25519\"}", payload, account))
                .body(UserClaims.class)
                .terms();
        assertEquals(List.of("10.0.0.0/8", "1.2.3.4/32"), terms.sources());
        assertEquals(-1, terms.subscriptions());
        assertThrows(JwtException.class, () -> Jwt.decode(Keys.sign(Keys.HEADER, payload, account)));
    }

    @Test
    void version2SignaturesAreOverTheHeaderToo() {
        String payload = Keys.claims(account, user.publicKey(), "{\"type\":\"user\",\"version\":2}");
        assertEquals(
                0,
                Jwt.decode(Keys.sign(Keys.HEADER, payload, account))
                        .body(UserClaims.class)
                        .terms()
                        .subscriptions());
        assertThrows(JwtException.class, () -> Jwt.decode(Keys.signOld(Keys.HEADER, payload, account)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"typ\":\"JWT\",\"alg\":\"none\"}",
                "{\"typ\":\"JWT\",\"alg\":\"HS256\"}",
                "{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey2\"}",
                "{\"typ\":\"JWT\"}",
                "{\"alg\":\"ed25519-nkey\"}",
                "{\"typ\":\"JOSE\",\"alg\":\"ed25519-nkey\"}",
                "[]",
                "null",
                ""
            })
    void otherHeadersAreRefused(String header) {
        String payload = Keys.claims(account, user.publicKey(), "{\"type\":\"user\",\"version\":2}");
        assertThrows(JwtException.class, () -> Jwt.decode(Keys.sign(header, payload, account)));
    }

    @Test
    void everySortHasItsIssuers() {
        List<KeyPair> keys = List.of(operator, account, user, server, KeyPair.create(KeyKind.CLUSTER));
        Map<String, List<KeyPair>> allowed = Map.of(
                "operator", List.of(operator),
                "account", List.of(operator, account),
                "user", List.of(account),
                "activation", List.of(operator, account),
                "authorization_request", List.of(server),
                "authorization_response", List.of(account),
                "generic", keys);
        allowed.forEach((type, good) -> keys.forEach(key -> {
            String nats = "{\"type\":\"" + type + "\",\"version\":2}";
            if (good.contains(key)) {
                assertEquals(type, Keys.decode(key, "s", nats).claims().body().type());
            } else {
                JwtException e = assertThrows(JwtException.class, () -> Keys.decode(key, "s", nats), type);
                assertTrue(e.getMessage().startsWith("unable to validate expected prefixes"), e.getMessage());
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "server"})
    void sortsOfOldAreRefused(String type) {
        assertThrows(JwtException.class, () -> Keys.decode(operator, "s", "{\"type\":\"" + type + "\",\"version\":2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "-1", "9223372036854775807"})
    void otherVersionsAreRefused(String version) {
        assertThrows(
                JwtException.class, () -> Keys.decode(account, "s", "{\"type\":\"user\",\"version\":" + version + "}"));
    }

    @Test
    void anotherKeysSignatureIsRefused() {
        String payload = Keys.claims(account, user.publicKey(), "{\"type\":\"user\",\"version\":2}");
        JwtException e = assertThrows(
                JwtException.class, () -> Jwt.decode(Keys.sign(Keys.HEADER, payload, KeyPair.create(KeyKind.ACCOUNT))));
        assertEquals("claim failed V2 signature verification", e.getMessage());
    }

    @Test
    void whatIsNoTokenIsRefused() {
        String token = Jwt.sign(JwtClaims.of(user.publicKey(), UserClaims.PLAIN), account, NOW)
                .text();
        for (String bad : List.of(
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                token + ".",
                "." + token,
                token + "=",
                token + "\n",
                " " + token,
                token.substring(0, token.length() - 1),
                token.replace('.', ':'),
                token + "A")) {
            assertThrows(JwtException.class, () -> Jwt.decode(bad), bad);
        }
        JwtException e = assertThrows(JwtException.class, () -> Jwt.decode("x".repeat(Jwt.MAX_LENGTH + 1)));
        assertTrue(e.getMessage().endsWith("token too large"), e.getMessage());
    }

    @Test
    void bitsThatMeanNothingMustBeZero() {
        String token = Jwt.sign(JwtClaims.of(user.publicKey(), UserClaims.PLAIN), account, NOW)
                .text();
        // 64 bytes in 86 characters: the last one holds four bits that mean nothing
        char last = token.charAt(token.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char twin = alphabet.charAt(alphabet.indexOf(last) + 1);
        assertThrows(JwtException.class, () -> Jwt.decode(token.substring(0, token.length() - 1) + twin));
    }

    @Test
    void deepJsonIsRefused() {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        assertThrows(JwtException.class, () -> Keys.decode(account, "s", "{\"x\":" + deep + "}"));
        assertThrows(JwtException.class, () -> Keys.decode(account, "s", "{\"x\":1,\"x\":2}"));
        assertThrows(JwtException.class, () -> Keys.decode(account, "s", "{} {}"));
    }

    @Test
    void timesCountToTheSecond() {
        JwtClaims claims =
                JwtClaims.of(user.publicKey(), UserClaims.PLAIN).until(NOW).from(NOW);
        assertEquals(List.of(), claims.problems(NOW));
        assertEquals(List.of("claim is expired"), claims.problems(NOW.plusSeconds(1)));
        assertEquals(List.of("claim is not yet valid"), claims.problems(NOW.minusSeconds(1)));
    }

    @Test
    void signingWithTheWrongSortOfKeyIsRefused() {
        assertThrows(
                JwtException.class, () -> Jwt.sign(JwtClaims.of(user.publicKey(), UserClaims.PLAIN), operator, NOW));
    }

    @Test
    void aRandomChangeOfAnyCharacterIsRefused() {
        String token = Jwt.sign(JwtClaims.of(account.publicKey(), AccountClaims.PLAIN), operator, NOW)
                .text();
        Seed seed = Seed.forRun();
        String alphabet = "ABCxyz019-_.=%{}\"\u0000\u00e9";
        seed.run(() -> {
            for (int i = 0; i < 2_000; i++) {
                StringBuilder changed = new StringBuilder(token);
                int at = seed.random().nextInt(token.length());
                char c = alphabet.charAt(seed.random().nextInt(alphabet.length()));
                if (token.charAt(at) != c) {
                    changed.setCharAt(at, c);
                    assertThrows(JwtException.class, () -> Jwt.decode(changed.toString()), "changed at " + at);
                }
            }
        });
    }

    @Test
    void messagesDoNotQuoteTheToken() {
        String secret = "c2VjcmV0LXNlY3JldA";
        String payload = "{\"nats\":{\"type\":\"user\",\"version\":2,\"subs\":\"" + secret + "\"}}";
        for (String token : List.of(
                Keys.sign(Keys.HEADER, payload, account),
                Keys.chunk(Keys.HEADER) + "." + Keys.chunk("{\"" + secret) + "." + secret)) {
            JwtException e = assertThrows(JwtException.class, () -> Jwt.decode(token));
            assertFalse(String.valueOf(e.getMessage()).contains(secret), e.getMessage());
        }
    }
}

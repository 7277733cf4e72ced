/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.jwt.api.AuthorizationResponse;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthRequest;
import soma.spi.auth.AuthResult;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainSpace;
import soma.spi.tck.fixture.Seed;

/** What an answer must be like to count, and in which order that is looked at. */
final class QuestionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyPair ISSUER = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair CURVE = KeyPair.create(KeyKind.CURVE);
    private static final String USER = KeyPair.create(KeyKind.USER).publicKey();
    private static final String OTHER = KeyPair.create(KeyKind.USER).publicKey();
    private static final AuthResult GRANTED = new AuthResult.Granted(Admission.to(new PlainSpace("$G")));

    private final ServerKeys keys = new ServerKeys();
    private String objection = "";

    @Test
    void takesASoundAnswer() {
        assertEquals(GRANTED, judge(response(USER, user(USER))));
    }

    @Test
    void refusesAnAnswerThatSaysNothing() {
        assertReason("Auth callout violation: \"no reason supplied\" on account \"AUTH\"", judge(new byte[0]));
    }

    @Test
    void refusesWhatIsNoAnswer() {
        assertReason("Expected 3 chunks", judge("nonsense".getBytes(StandardCharsets.US_ASCII)));
        assertReason("Not AuthorizationResponse but user", judge(user(USER).getBytes(StandardCharsets.US_ASCII)));
        assertInstanceOf(AuthResult.Refused.class, judge(new byte[] {-1, 0, '.', -128, '.', 9}));
    }

    @Test
    void refusesAnAnswerAboutSomeoneElse() {
        assertReason(
                "Auth callout violation: auth callout response is not for expected user",
                judge(response(OTHER, user(OTHER))));
    }

    @Test
    void refusesAnAnswerToAnotherServer() {
        String another = KeyPair.create(KeyKind.SERVER).publicKey();
        assertReason(
                "Auth callout violation: auth callout response is not for server",
                judge(sign(claims(USER, user(USER), "").to(another))));
    }

    @Test
    void refusesAnAnswerThatIsNotSoundInItself() {
        assertReason(
                "Authorization response had validation errors: Error or Jwt is required",
                judge(sign(claims(USER, "", ""))));
        assertReason(
                "Authorization response had validation errors: Only Error or Jwt can be set",
                judge(sign(claims(USER, user(USER), "no"))));
        assertReason(
                "Authorization response had validation errors: claim is expired",
                judge(sign(claims(USER, user(USER), "").until(NOW.minusSeconds(1)))));
    }

    @Test
    void refusesWithTheErrorOfTheServiceOnOneShortLine() {
        assertReason("Auth callout service returned an error: no", judge(sign(claims(USER, "", "no"))));
        assertReason(
                "Auth callout service returned an error: a?b?[31m" + "x".repeat(248) + "…",
                judge(sign(claims(USER, "", "a\nb\u001b[31m" + "x".repeat(1000)))));
    }

    @Test
    void refusesWhoMayNotAnswer() {
        objection = "no friend of ours";
        assertReason("No friend of ours", judge(response(USER, user(USER))));
    }

    @Test
    void refusesAUserThatIsNone() {
        assertReason("Expected 3 chunks", judge(response(USER, "nonsense")));
        String expired = Jwt.sign(JwtClaims.of(USER, UserClaims.PLAIN).until(NOW.minusSeconds(1)), ISSUER, NOW)
                .text();
        assertReason("Error validating user JWT: claim is expired", judge(response(USER, expired)));
        assertReason(
                "Expected authorized user of \"" + USER + "\" but got \"" + OTHER + "\" on account \"AUTH\"",
                judge(response(USER, user(OTHER))));
    }

    @Test
    void refusesAUserWhoMustComeThroughAProxyButDoesNot() {
        UserTerms terms = UserTerms.UNLIMITED.behindProxy();
        String user = Jwt.sign(JwtClaims.of(USER, UserClaims.PLAIN.with(terms)), ISSUER, NOW)
                .text();
        var refused = assertInstanceOf(AuthResult.Refused.class, judge(response(USER, user)));
        assertEquals("Proxy Required", refused.closeReason());
        var proxied = PlainAuthRequest.of(Map.of("proxy:key", "N"));
        assertEquals(GRANTED, judge(proxied, "", response(USER, user)));
    }

    @Test
    void opensWhatIsSealedOnlyIfTheRequestWas() {
        byte[] open = response(USER, user(USER));
        byte[] sealed = CURVE.seal(open, keys.curve().publicKey());
        var request = PlainAuthRequest.of(Map.of());
        assertEquals(GRANTED, judge(request, CURVE.publicKey(), sealed));
        assertEquals(GRANTED, judge(request, CURVE.publicKey(), open));
        assertInstanceOf(AuthResult.Refused.class, judge(request, "", sealed));
        byte[] byAnother = KeyPair.create(KeyKind.CURVE).seal(open, keys.curve().publicKey());
        assertReason(
                "Error decrypting auth callout response on account \"AUTH\": not sealed by that sender for this key",
                judge(request, CURVE.publicKey(), byAnother));
    }

    @Test
    void refusesWhateverHasBeenTampered() {
        byte[] sound = response(USER, user(USER));
        Seed seed = Seed.forRun();
        seed.run(() -> {
            for (int i = 0; i < 300; i++) {
                byte[] touched = sound.clone();
                touched[seed.random().nextInt(touched.length)] ^=
                        (byte) (1 + seed.random().nextInt(255));
                assertInstanceOf(AuthResult.Refused.class, judge(touched));
            }
        });
    }

    private byte[] response(String subject, String jwt) {
        return sign(claims(subject, jwt, ""));
    }

    private JwtClaims claims(String subject, String jwt, String error) {
        return JwtClaims.of(subject, new AuthorizationResponse(jwt, error, ""))
                .to(keys.signing().publicKey());
    }

    private static byte[] sign(JwtClaims claims) {
        return Jwt.sign(claims, ISSUER, NOW).text().getBytes(StandardCharsets.US_ASCII);
    }

    private static String user(String subject) {
        return Jwt.sign(JwtClaims.of(subject, UserClaims.PLAIN), ISSUER, NOW).text();
    }

    private AuthResult judge(byte[] payload) {
        return judge(PlainAuthRequest.of(Map.of()), "", payload);
    }

    private AuthResult judge(AuthRequest request, String xkey, byte[] payload) {
        var callout = new Callout("AUTH", ISSUER.publicKey(), xkey, new Obliging());
        return new Question(callout, request, keys, USER)
                .answered(payload, NOW)
                .toCompletableFuture()
                .join();
    }

    private static void assertReason(String reason, AuthResult result) {
        var refused = assertInstanceOf(AuthResult.Refused.class, result);
        assertEquals(reason, refused.reason());
        assertEquals("Authorization Violation", refused.error());
        assertTrue(refused.closeReason().equals("Authentication Failure"));
    }

    private final class Obliging implements Placing {
        @Override
        public CompletionStage<String> objection(Jwt response, boolean sealed) {
            return CompletableFuture.completedFuture(objection);
        }

        @Override
        public CompletionStage<AuthResult> place(AuthRequest request, Jwt user) {
            return CompletableFuture.completedFuture(GRANTED);
        }
    }
}

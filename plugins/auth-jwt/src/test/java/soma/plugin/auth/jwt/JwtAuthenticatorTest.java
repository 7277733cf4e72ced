/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorClaims;
import soma.plugin.auth.jwt.api.OperatorMode;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.spi.auth.Admission;
import soma.spi.auth.AuthResult;
import soma.spi.auth.Authenticator;
import soma.spi.tck.auth.AuthenticatorContract;
import soma.spi.tck.fixture.Await;
import soma.spi.tck.fixture.PlainAuthRequest;
import soma.spi.tck.fixture.PlainServer;

class JwtAuthenticatorTest extends AuthenticatorContract {
    private static final String NONCE = "abcdefghijklmno";
    private static final KeyPair OPERATOR = KeyPair.create(KeyKind.OPERATOR);
    private static final KeyPair ACCOUNT = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair USER = KeyPair.create(KeyKind.USER);

    private final List<OperatorRun> runs = new ArrayList<>();

    @Override
    protected Authenticator authenticator() {
        return started();
    }

    private JwtAuthenticator started() {
        CurrentConfig config = new CurrentConfig();
        Instant now = Instant.now();
        Jwt operator = Jwt.sign(JwtClaims.of(OPERATOR.publicKey(), OperatorClaims.PLAIN), OPERATOR, now);
        Jwt account = Jwt.sign(JwtClaims.of(ACCOUNT.publicKey(), AccountClaims.PLAIN), OPERATOR, now);
        config.set(new OperatorConfig(
                List.of(operator),
                Set.of(OPERATOR.publicKey()),
                new ResolverChoice.Memory(),
                Map.of(ACCOUNT.publicKey(), account.text()),
                Set.of(),
                null,
                ""));
        JwtAuthenticator authenticator = new JwtAuthenticator(config);
        OperatorRun run = new OperatorRun(config, authenticator, new Memberships(), Neighbours.all());
        runs.add(run);
        try {
            run.start(new PlainServer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return authenticator;
    }

    @AfterEach
    void stop() {
        runs.forEach(OperatorRun::stop);
    }

    private static String token(UserTerms terms) {
        JwtClaims claims = JwtClaims.of(USER.publicKey(), UserClaims.PLAIN.with(terms));
        return Jwt.sign(claims, ACCOUNT, Instant.now()).text();
    }

    private static PlainAuthRequest request(String token, String signature) {
        return PlainAuthRequest.of(Map.of("jwt", token, "sig", signature)).withNonce(NONCE);
    }

    private static String signature(KeyPair key, Base64.Encoder encoder) {
        return encoder.encodeToString(key.sign(NONCE.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    protected Map<String, PlainAuthRequest> granted() {
        return Map.of(
                "signed",
                        request(
                                token(UserTerms.UNLIMITED),
                                signature(USER, Base64.getUrlEncoder().withoutPadding())),
                "signed in the other alphabet",
                        request(token(UserTerms.UNLIMITED), signature(USER, Base64.getEncoder())),
                "bearer", request(token(UserTerms.UNLIMITED.bearer()), ""),
                "in the password of MQTT",
                        PlainAuthRequest.of(Map.of("pass", token(UserTerms.UNLIMITED.bearer())))
                                .over("MQTT"),
                "proxied",
                        PlainAuthRequest.of(
                                Map.of("jwt", token(UserTerms.UNLIMITED.bearer().behindProxy()), "proxy:key", "K")));
    }

    @Override
    protected Map<String, PlainAuthRequest> refused() {
        String good = token(UserTerms.UNLIMITED);
        return Map.of(
                "unsigned", request(good, ""),
                "signed by another", request(good, signature(ACCOUNT, Base64.getUrlEncoder())),
                "another nonce",
                        request(good, signature(USER, Base64.getUrlEncoder())).withNonce("x"),
                "no nonce",
                        request(good, signature(USER, Base64.getUrlEncoder())).withNonce(""),
                "no JWT", request("secret-text", "secret-text"),
                "another's password", request("x", "y").over("MQTT"),
                "an account's",
                        request(
                                Jwt.sign(
                                                JwtClaims.of(ACCOUNT.publicKey(), AccountClaims.PLAIN),
                                                OPERATOR,
                                                Instant.now())
                                        .text(),
                                ""));
    }

    @Override
    protected Map<String, PlainAuthRequest> foreign() {
        return Map.of(
                "nothing",
                PlainAuthRequest.of(Map.of()),
                "in the password of others",
                PlainAuthRequest.of(Map.of("user", "a", "pass", token(UserTerms.UNLIMITED.bearer()))));
    }

    @Override
    protected void checkAdmission(String example, Admission admission) {
        assertEquals(ACCOUNT.publicKey(), admission.space().name());
        assertEquals(USER.publicKey(), admission.user());
    }

    @Test
    void withoutOperatorsNothingIsItsBusiness() {
        JwtAuthenticator off = new JwtAuthenticator(new CurrentConfig());
        granted()
                .forEach((name, request) ->
                        assertEquals(AuthResult.ABSTAINED, Await.completion(name, off.authenticate(request))));
    }

    @Test
    void servicesLearnOnWhoseBehalfSomebodyComes() {
        OperatorMode mode = started();
        PlainAuthRequest request = request(token(UserTerms.UNLIMITED), "");
        OperatorMode.Caller caller =
                Await.completion("caller", mode.caller(request)).orElseThrow();
        assertEquals(ACCOUNT.publicKey(), caller.account().subject());
        assertEquals(false, caller.authorization().isEnabled());
        assertEquals(true, Await.completion("own", mode.maySign(ACCOUNT.publicKey(), ACCOUNT.publicKey())));
        assertEquals(false, Await.completion("other", mode.maySign(ACCOUNT.publicKey(), USER.publicKey())));
        assertEquals(
                true,
                Await.completion("none", mode.caller(PlainAuthRequest.of(Map.of())))
                        .isEmpty());
    }

    @Test
    void servicesVouchForUsers() {
        OperatorMode mode = started();
        Jwt user = Jwt.decode(token(UserTerms.UNLIMITED));
        AuthResult result = Await.completion("admitted", mode.admit(PlainAuthRequest.of(Map.of()), user));
        assertEquals(AuthResult.Granted.class, result.getClass());
        Jwt elsewhere = Jwt.decode(token(UserTerms.UNLIMITED.comingFrom("10.0.0.0/8")));
        assertEquals(
                new AuthResult.Refused("Bad src Ip"),
                Await.completion("refused", mode.admit(PlainAuthRequest.of(Map.of()), elsewhere)));
    }

    @Test
    void operatorsMayWantALaterServer() {
        for (Map.Entry<String, Boolean> example : Map.of(
                        "2.15.1", true, "2.14.9", true, "1.99.99", true, "", true, "2.15.2", false, "2.16.0", false,
                        "3.0.0", false)
                .entrySet()) {
            Jwt operator = Jwt.sign(
                    JwtClaims.of(OPERATOR.publicKey(), OperatorClaims.PLAIN.asserting(example.getKey())),
                    OPERATOR,
                    Instant.EPOCH);
            assertEquals(
                    example.getValue(),
                    AssertedVersion.objection(operator, "2.15.1").isEmpty(),
                    example.getKey());
        }
    }
}

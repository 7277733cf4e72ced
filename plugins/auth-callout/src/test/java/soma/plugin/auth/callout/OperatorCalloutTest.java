/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.auth.jwt.api.AccountClaims;
import soma.plugin.auth.jwt.api.AuthorizationResponse;
import soma.plugin.auth.jwt.api.ClaimBody;
import soma.plugin.auth.jwt.api.ExternalAuthorization;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.OperatorClaims;
import soma.plugin.auth.jwt.api.SigningKey;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** Services that accounts name which an operator vouches for. */
final class OperatorCalloutTest {
    private static final KeyPair OPERATOR = KeyPair.create(KeyKind.OPERATOR);
    private static final KeyPair ACCOUNT = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair SIGNING = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair ALLOWED = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair FOREIGN = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair CURVE = KeyPair.create(KeyKind.CURVE);
    private static final KeyPair SERVICE_USER = KeyPair.create(KeyKind.USER);
    private static final KeyPair SENTINEL = KeyPair.create(KeyKind.USER);

    @Test
    void asksTheServiceOfTheAccountOfTheJwt() {
        try (TestKernel kernel = kernel("")) {
            PlayedService service = service(kernel, ACCOUNT);
            TestConnection client = kernel.connect(jwt(SENTINEL, ACCOUNT) + ",\"user\":\"bob\",\"pass\":\"x\"");
            service.expectRequest();
            assertEquals(ACCOUNT.publicKey(), service.request().subject());
            assertEquals("bob", service.body().options().user());
            assertEquals("x", service.body().options().password());
            service.admit(service.user(UserClaims.PLAIN, "").named("bob"));
            client.expectIn();
            client.send("PUB $SYS.REQ.USER.AUTH 0\r\n\r\n")
                    .expect("-ERR 'Permissions Violation for Publish to \"$SYS.REQ.USER.AUTH\"'\r\n");
            client.close();
            assertEquals(ACCOUNT.publicKey(), kernel.lastClosed().session().space());
        }
    }

    @Test
    void leavesOtherAccountsToThemselves() {
        try (TestKernel kernel = kernel("")) {
            PlayedService service = service(kernel, ACCOUNT);
            kernel.connect(jwt(SENTINEL, ALLOWED)).expectIn();
            kernel.connect("").expectRefusal();
            assertEquals("", service.connection().take());
        }
    }

    @Test
    void admitsToAllowedAccountsAndNoOthers() {
        try (TestKernel kernel = kernel("")) {
            PlayedService service = service(kernel, ACCOUNT);
            TestConnection allowed = kernel.connect(jwt(SENTINEL, ACCOUNT));
            service.expectRequest();
            service.answer(response(service, Jwt.sign(service.user(UserClaims.PLAIN, ""), ALLOWED, TestKernel.BEGIN)));
            allowed.expectIn();
            TestConnection foreign = kernel.connect(jwt(SENTINEL, ACCOUNT));
            service.expectRequest();
            service.answer(response(service, Jwt.sign(service.user(UserClaims.PLAIN, ""), FOREIGN, TestKernel.BEGIN)));
            foreign.expectRefusal();
            assertTrue(RecordedLog.contains("Account \"" + FOREIGN.publicKey()
                    + "\" is not allowed by auth callout account \"" + ACCOUNT.publicKey() + "\""));
        }
    }

    @Test
    void takesAnswersInTheClearOnlyFromTheAccount() {
        try (TestKernel kernel = kernel("")) {
            PlayedService foreign = service(kernel, FOREIGN);
            TestConnection client = kernel.connect(jwt(SENTINEL, ACCOUNT));
            foreign.expectRequest();
            String user = Jwt.sign(foreign.user(UserClaims.PLAIN, ""), ACCOUNT, TestKernel.BEGIN)
                    .text();
            foreign.answer(foreign.response(user, ""));
            client.expectRefusal();
            assertTrue(RecordedLog.contains("Auth callout signing key is unknown"));
        }
    }

    @Test
    void takesAnswersOfASigningKeyOnBehalfOfTheAccountOnly() {
        try (TestKernel kernel = kernel("")) {
            PlayedService service = service(kernel, SIGNING);
            TestConnection client = kernel.connect(jwt(SENTINEL, ACCOUNT));
            service.expectRequest();
            String user = Jwt.sign(service.user(UserClaims.PLAIN, ""), ACCOUNT, TestKernel.BEGIN)
                    .text();
            service.answer(onBehalf(service, user, ACCOUNT));
            client.expectIn();
            TestConnection second = kernel.connect(jwt(SENTINEL, ACCOUNT));
            service.expectRequest();
            service.answer(onBehalf(service, user, ALLOWED));
            second.expectRefusal();
        }
    }

    @Test
    void takesSealedAnswersForTheKeyOfTheAccount() {
        try (TestKernel kernel = kernel(CURVE.publicKey())) {
            PlayedService service = service(kernel, ACCOUNT);
            TestConnection client = kernel.connect(jwt(SENTINEL, ACCOUNT));
            service.expectRequest();
            String user = Jwt.sign(service.user(UserClaims.PLAIN, ""), ACCOUNT, TestKernel.BEGIN)
                    .text();
            service.answerSealed(service.response(user, ""));
            client.expectIn();
        }
    }

    private static JwtClaims response(PlayedService service, Jwt user) {
        return service.response(user.text(), "");
    }

    private static JwtClaims onBehalf(PlayedService service, String user, KeyPair account) {
        return JwtClaims.of(service.body().userNkey(), new AuthorizationResponse(user, "", account.publicKey()))
                .to(service.body().server().id());
    }

    private static TestKernel kernel(String xkey) {
        var service = new ExternalAuthorization(List.of(SERVICE_USER.publicKey()), List.of(ALLOWED.publicKey()), xkey);
        String configuration = "operator: \"" + sign(OPERATOR.publicKey(), OperatorClaims.PLAIN) + "\"\n"
                + "resolver: MEMORY\n"
                + "resolver_preload {\n"
                + preload(ACCOUNT, AccountClaims.PLAIN.with(service).signedBy(SigningKey.of(SIGNING.publicKey())))
                + preload(ALLOWED, AccountClaims.PLAIN)
                + preload(FOREIGN, AccountClaims.PLAIN)
                + "}\n";
        return Settings.kernel().configuration(configuration).start();
    }

    private static String preload(KeyPair account, AccountClaims claims) {
        return account.publicKey() + ": \"" + sign(account.publicKey(), claims) + "\"\n";
    }

    private static String sign(String subject, ClaimBody claims) {
        return Jwt.sign(JwtClaims.of(subject, claims), OPERATOR, TestKernel.BEGIN)
                .text();
    }

    private static PlayedService service(TestKernel kernel, KeyPair issuer) {
        return PlayedService.in(kernel, jwt(SERVICE_USER, ACCOUNT), issuer, CURVE);
    }

    private static String jwt(KeyPair user, KeyPair account) {
        UserClaims bearer = UserClaims.PLAIN.with(UserTerms.UNLIMITED.bearer());
        JwtClaims claims = JwtClaims.of(user.publicKey(), bearer);
        return "\"jwt\":\"" + Jwt.sign(claims, account, TestKernel.BEGIN).text() + "\"";
    }
}

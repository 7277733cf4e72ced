/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;
import soma.plugin.auth.jwt.api.Jwt;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.protocol.SessionView;

/** Logins that a service decides about, as the configuration sets it up. */
final class CalloutLoginTest {
    private static final KeyPair ISSUER = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair CURVE = KeyPair.create(KeyKind.CURVE);
    private static final String AUTH = "\"user\":\"auth\",\"pass\":\"a\"";
    private static final String BOB = "\"user\":\"bob\",\"pass\":\"x\"";
    private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
    private static final String FAILURE = "Authentication Failure";

    @Test
    void letsInWhomTheServiceLetsInIntoTheAccountThatItSays() {
        try (TestKernel kernel = kernel("").start()) {
            PlayedService service = service(kernel);
            TestConnection client = kernel.connect(BOB);
            service.expectRequest();
            service.admit(service.user(UserClaims.PLAIN, "APP").named("robert").tagged("a:b"));
            client.expectIn();
            SessionView view = session(kernel, "robert");
            assertEquals("APP", view.space());
            assertEquals(List.of("a:b"), view.admission().tags());
            assertEquals("user:robert", view.admission().label());
        }
    }

    @Test
    void tellsTheServiceWhatIsKnown() {
        try (TestKernel kernel = kernel("").start()) {
            PlayedService service = service(kernel);
            TestConnection client = kernel.open();
            String info = client.takeInfo();
            client.connect(
                    BOB + ",\"name\":\"n\",\"lang\":\"java\",\"version\":\"1\",\"auth_token\":\"t\",\"jwt\":\"j\"");
            service.expectRequest();
            JwtClaims request = service.request();
            assertEquals("nats-authorization-request", request.audience());
            assertEquals(ISSUER.publicKey(), request.subject());
            assertEquals(request.issuer(), service.body().server().id());
            assertTrue(info.contains("\"server_id\":\"" + request.issuer() + "\""), info);
            assertEquals(request.issuer(), kernel.server().id());
            assertEquals(
                    request.issuer(), kernel.server().report("varz", Map.of()).get("server_id"));
            assertEquals(kernel.server().name(), service.body().server().name());
            assertEquals("2.15.1", service.body().server().version());
            assertEquals("", service.body().server().xkey());
            assertEquals(TestKernel.BEGIN.getEpochSecond() + 2, request.expires());
            var options = service.body().options();
            assertEquals(
                    List.of("bob", "x", "t", "n", "java", "1", ""),
                    List.of(
                            options.user(),
                            options.password(),
                            options.token(),
                            options.name(),
                            options.language(),
                            options.version(),
                            options.jwt()));
            var who = service.body().client();
            assertEquals(
                    List.of("bob", "n", "Client", "nats", ""),
                    List.of(who.user(), who.name(), who.kind(), who.type(), who.nonce()));
            service.refuse("no");
            client.expectEnd(VIOLATION, FAILURE);
        }
    }

    @Test
    void refusesWhomTheServiceRefusesAndSaysWhyInTheLog() {
        try (TestKernel kernel = kernel("").start()) {
            RecordedLog.clear();
            PlayedService service = service(kernel);
            TestConnection client = kernel.connect(BOB);
            service.expectRequest().refuse("not\nbob");
            client.expectEnd(VIOLATION, FAILURE);
            assertTrue(RecordedLog.contains("Auth callout service returned an error: not?bob"));
            assertFalse(RecordedLog.contains("\"pass\""));
        }
    }

    @Test
    void asksAboutUsersWhomTheServerKnowsToo() {
        try (TestKernel kernel = kernel("").start()) {
            PlayedService service = service(kernel);
            TestConnection known = kernel.connect("\"user\":\"app\",\"pass\":\"b\"");
            service.expectRequest().refuse("no");
            known.expectEnd(VIOLATION, FAILURE);
            TestConnection silent = kernel.connect("");
            service.expectRequest();
            assertEquals("", service.body().client().user());
            service.admit(service.user(UserClaims.PLAIN, "$G"));
            silent.expectIn();
        }
    }

    @Test
    void asksOnlyAboutAccountsThatAreNamed() {
        try (TestKernel kernel = kernel("allowed_accounts: [OTHER]").start()) {
            PlayedService service = service(kernel);
            kernel.connect("\"user\":\"app\",\"pass\":\"b\"").expectIn();
            TestConnection unknown = kernel.connect(BOB);
            service.expectRequest().refuse("no");
            unknown.expectEnd(VIOLATION, FAILURE);
            TestConnection other = kernel.connect("\"user\":\"other\",\"pass\":\"b\"");
            service.expectRequest().refuse("no");
            other.expectEnd(VIOLATION, FAILURE);
        }
    }

    @Test
    void neverAsksAboutTheUsersOfTheService() {
        try (TestKernel kernel = kernel("").start()) {
            PlayedService service = service(kernel);
            kernel.connect("\"user\":\"auth\",\"pass\":\"wrong\"").expectEnd(VIOLATION, FAILURE);
            kernel.connect(AUTH).expectIn();
            assertEquals("", service.connection().take());
        }
    }

    @Test
    void refusesEveryoneWhileThereIsNoService() {
        try (TestKernel kernel = kernel("").start()) {
            RecordedLog.clear();
            kernel.connect(BOB).expectEnd(VIOLATION, FAILURE);
            assertTrue(RecordedLog.contains("Auth callout service is not there on account \"AUTH\""));
        }
    }

    @Test
    void refusesWhomTheServiceSaysNothingAboutInTime() {
        try (TestKernel kernel = kernel("", "timeout: 0.05").start()) {
            RecordedLog.clear();
            PlayedService service = service(kernel);
            TestConnection client = kernel.connect(BOB);
            service.expectRequest();
            client.expectEnd(VIOLATION, FAILURE);
            assertTrue(RecordedLog.contains("Auth callout response not received in time on account \"AUTH\""));
            service.admit(service.user(UserClaims.PLAIN, "APP"));
            service.connection().expectIn();
        }
    }

    @Test
    void holdsUsersToTheirPermissionsLimitsAndEnd() {
        try (TestKernel kernel = kernel("").start()) {
            PlayedService service = service(kernel);
            TestConnection client = kernel.connect(BOB);
            service.expectRequest();
            var rules = new PermissionRules(
                    new Subjects(List.of("yes.>"), List.of()), new Subjects(null, List.of("no")), null);
            UserTerms terms = UserTerms.UNLIMITED.with(rules).limited(1, 10);
            service.admit(service.user(UserClaims.PLAIN.with(terms), "APP").until(TestKernel.BEGIN.plusSeconds(60)));
            client.expectIn();
            client.send("PUB nope 0\r\n\r\n").expect("-ERR 'Permissions Violation for Publish to \"nope\"'\r\n");
            client.send("SUB no 1\r\n").expect("-ERR 'Permissions Violation for Subscription to \"no\"'\r\n");
            client.send("SUB yes.a 1\r\nSUB b 2\r\n").expect("-ERR 'maximum subscriptions exceeded'\r\n");
            client.send("PUB yes.a 2\r\nhi\r\n").expect("MSG yes.a 1 2\r\nhi\r\n");
            kernel.advance(Duration.ofSeconds(61));
            assertTrue(client.take().contains("-ERR 'User Authentication Expired'\r\n"));
        }
    }

    @Test
    void keepsEveryoneInTheAccountFromAskingTheService() {
        try (TestKernel kernel = kernel("").start()) {
            PlayedService service = service(kernel);
            String denied = "-ERR 'Permissions Violation for Publish to \"$SYS.REQ.USER.AUTH\"'\r\n";
            service.connection().send("PUB $SYS.REQ.USER.AUTH 0\r\n\r\n").expect(denied);
            TestConnection client = kernel.connect(BOB);
            service.expectRequest();
            service.admit(service.user(UserClaims.PLAIN, "AUTH"));
            client.expectIn();
            client.send("PUB $SYS.REQ.USER.AUTH 0\r\n\r\n").expect(denied);
            client.send("PUB other 0\r\n\r\n").expectIn();
        }
    }

    @Test
    void sealsWhatItSaysAndOpensWhatItIsTold() {
        try (TestKernel kernel = kernel("xkey: " + CURVE.publicKey()).start()) {
            PlayedService service = service(kernel);
            TestConnection client = kernel.open();
            String info = client.takeInfo();
            client.connect(BOB);
            service.expectRequest();
            assertTrue(info.contains("\"xkey\":\"" + service.serverKey() + "\""));
            assertEquals(service.serverKey(), service.body().server().xkey());
            String user = Jwt.sign(service.user(UserClaims.PLAIN, "APP"), ISSUER, TestKernel.BEGIN)
                    .text();
            service.answerSealed(service.response(user, ""));
            client.expectIn();
        }
    }

    @Test
    void takesAnAnswerInTheClearToASealedRequestButNoneThatSomeoneElseSealed() {
        try (TestKernel kernel = kernel("xkey: " + CURVE.publicKey()).start()) {
            PlayedService service = service(kernel);
            TestConnection first = kernel.connect(BOB);
            service.expectRequest();
            service.admit(service.user(UserClaims.PLAIN, "APP"));
            first.expectIn();
            TestConnection second = kernel.connect(BOB);
            service.expectRequest();
            service.answer(
                    KeyPair.create(KeyKind.CURVE).seal("eyJ".getBytes(StandardCharsets.US_ASCII), service.serverKey()));
            second.expectEnd(VIOLATION, FAILURE);
            assertTrue(RecordedLog.contains("Error decrypting auth callout response on account \"AUTH\""));
        }
    }

    @Test
    void judgesAgainWhenTheConfigurationChanges() {
        try (TestKernel kernel = kernel("").start()) {
            PlayedService service = service(kernel);
            TestConnection client = kernel.connect(BOB);
            service.expectRequest();
            service.admit(service.user(UserClaims.PLAIN, "APP"));
            client.expectIn();
            kernel.reload(Settings.with(ISSUER, "allowed_accounts: [OTHER]", ""));
            service.expectRequest().refuse("no more");
            client.expectEnd(VIOLATION, FAILURE);
        }
    }

    private static TestKernelBuilder kernel(String more) {
        return kernel(more, "");
    }

    private static TestKernelBuilder kernel(String more, String authorization) {
        return Settings.kernel().configuration(Settings.with(ISSUER, more, authorization));
    }

    private static PlayedService service(TestKernel kernel) {
        return PlayedService.in(kernel, AUTH, ISSUER, CURVE);
    }

    private static SessionView session(TestKernel kernel, String user) {
        var found = new ArrayList<SessionView>();
        kernel.server().sessions().forEach(session -> found.add(session.view()));
        return found.stream()
                .filter(view -> view.identity().user().equals(user))
                .findFirst()
                .orElseThrow();
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.plugin.auth.jwt.api.JwtClaims;
import soma.plugin.auth.jwt.api.TimeRange;
import soma.plugin.auth.jwt.api.UserClaims;
import soma.plugin.auth.jwt.api.UserTerms;
import soma.plugin.auth.nkey.api.KeyPair;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** Which users a service may make under a configuration without operators. */
final class ConfiguredPlacingTest {
    private static final KeyPair ISSUER = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair OTHER = KeyPair.create(KeyKind.ACCOUNT);
    private static final KeyPair CURVE = KeyPair.create(KeyKind.CURVE);

    @Test
    void refusesUsersThatAreSignedWithAnotherKey() {
        try (TestKernel kernel = kernel()) {
            PlayedService service = PlayedService.in(kernel, "\"user\":\"auth\",\"pass\":\"a\"", OTHER, CURVE);
            expectRefusal(
                    kernel,
                    service,
                    UserClaims.PLAIN,
                    "Wrong issuer for auth callout response on account \"AUTH\", expected \"" + ISSUER.publicKey()
                            + "\" got \"" + OTHER.publicKey() + "\"");
        }
    }

    @Test
    void refusesUsersThatMayNotBeHereOrNow() {
        UserTerms all = UserTerms.UNLIMITED;
        try (TestKernel kernel = kernel()) {
            PlayedService service = service(kernel);
            expectRefusal(
                    kernel,
                    service,
                    UserClaims.PLAIN.of(OTHER.publicKey()),
                    "Error non operator mode on account \"AUTH\": attempted to use issuer_account");
            expectRefusal(
                    kernel,
                    service,
                    UserClaims.PLAIN.with(all.by("MQTT")),
                    "Authorized user on account \"AUTH\" using invalid connection type");
            expectRefusal(
                    kernel,
                    service,
                    UserClaims.PLAIN.with(all.comingFrom("10.0.0.0/8")),
                    "Authorized user on account \"AUTH\" from an address that is not valid for it");
            expectRefusal(
                    kernel,
                    service,
                    UserClaims.PLAIN.with(all.during("UTC", new TimeRange("12:00:00", "13:00:00"))),
                    "Authorized user on account \"AUTH\" outside of valid connect times");
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "NOPE", "$NOPE", "'APP '"})
    void refusesUsersOfAccountsThatAreNotThere(String account) {
        try (TestKernel kernel = kernel()) {
            RecordedLog.clear();
            PlayedService service = service(kernel);
            TestConnection client = kernel.connect("\"user\":\"bob\"");
            service.expectRequest();
            service.admit(service.user(UserClaims.PLAIN, account));
            client.expectRefusal();
            assertEquals(
                    Optional.of("No valid account \"" + account + "\" for auth callout response on account \"AUTH\""),
                    reason());
        }
    }

    @Test
    void closesConnectionsWhenTheirTimeOfTheDayIsOver() {
        try (TestKernel kernel = kernel()) {
            PlayedService service = service(kernel);
            TestConnection client = kernel.connect("\"user\":\"bob\"");
            service.expectRequest();
            UserTerms terms = UserTerms.UNLIMITED.during("UTC", new TimeRange("23:00:00", "00:00:30"));
            service.admit(service.user(UserClaims.PLAIN.with(terms), "APP").until(TestKernel.BEGIN.plusSeconds(3600)));
            client.expectIn();
            kernel.advance(Duration.ofSeconds(31));
            assertTrue(client.take().endsWith("-ERR 'User Authentication Expired'\r\n"));
            assertTrue(client.isClosed());
        }
    }

    @Test
    void showsTheNameThatTheServiceGaveOrElseTheOneThatWasClaimed() {
        try (TestKernel kernel = kernel()) {
            PlayedService service = service(kernel);
            assertEquals("robert", shown(kernel, service, "\"user\":\"bob\"", "robert"));
            assertEquals("bob", shown(kernel, service, "\"user\":\"bob\"", ""));
            assertEquals("[REDACTED]", shown(kernel, service, "\"auth_token\":\"t\"", ""));
            assertEquals(
                    service.request().subject().length(),
                    shown(kernel, service, "", "").length());
        }
    }

    private static String shown(TestKernel kernel, PlayedService service, String login, String name) {
        TestConnection client = kernel.connect(login);
        service.expectRequest();
        JwtClaims user = service.user(UserClaims.PLAIN, "APP").named(name);
        service.admit(user);
        client.expectIn();
        client.close();
        return kernel.lastClosed().session().identity().user();
    }

    private static void expectRefusal(TestKernel kernel, PlayedService service, UserClaims user, String reason) {
        RecordedLog.clear();
        TestConnection client = kernel.connect("\"user\":\"bob\"");
        service.expectRequest();
        service.admit(service.user(user, "APP"));
        client.expectRefusal();
        assertEquals(Optional.of(reason), reason());
    }

    private static Optional<String> reason() {
        String mark = " - authentication error - ";
        List<String> lines = RecordedLog.lines();
        return lines.stream()
                .filter(line -> line.contains(mark))
                .map(line -> line.substring(line.indexOf(mark) + mark.length()))
                .findFirst();
    }

    private static TestKernel kernel() {
        return Settings.kernel().configuration(Settings.with(ISSUER, "", "")).start();
    }

    private static PlayedService service(TestKernel kernel) {
        return PlayedService.in(kernel, "\"user\":\"auth\",\"pass\":\"a\"", ISSUER, CURVE);
    }
}

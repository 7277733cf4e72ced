/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.auth.basic.Logins.start;
import static soma.plugin.auth.basic.Logins.token;
import static soma.plugin.auth.basic.Logins.user;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

/** Log-ins at a whole kernel. */
class LogInTest {
    private static final String TWO =
            "authorization { users: [ { user: a, password: pa }, { username: b, pass: pb } ] }";

    @Test
    void usersLogInWithTheirPasswords() {
        try (TestKernel kernel = start(TWO)) {
            kernel.connect(user("a", "pa")).expectIn();
            kernel.connect(user("b", "pb")).expectIn();
            kernel.connect(user("a", "pb")).expectRefusal();
            kernel.connect(user("c", "pa")).expectRefusal();
            kernel.connect(user("A", "pa")).expectRefusal();
            kernel.connect(user("a", "")).expectRefusal();
            kernel.connect("\"user\":\"a\"").expectRefusal();
            kernel.connect("\"pass\":\"pa\"").expectRefusal();
            kernel.connect("").expectRefusal();
            kernel.connect(token("pa")).expectRefusal();
            kernel.connect("\"user\":5,\"pass\":true").expectEnd("", "Protocol Violation");
        }
    }

    @Test
    void otherCredentialsBesideTheRightOnesDoNotMatter() {
        try (TestKernel kernel = start(TWO)) {
            for (String more : List.of(",\"auth_token\":\"t\"", ",\"nkey\":\"z\"", ",\"jwt\":\"z\"")) {
                kernel.connect(user("a", "pa") + more).expectIn();
            }
        }
    }

    @Test
    void monitoringKnowsTheUser() {
        try (TestKernel kernel = start(TWO)) {
            kernel.connect(user("a", "pa")).expectIn();
            List<String> users = kernel.server().sessions().closed().isEmpty() ? users(kernel) : List.of();
            assertEquals(List.of("a"), users);
            assertEquals(List.of("user:a"), labels(kernel));
        }
    }

    private static List<String> users(TestKernel kernel) {
        var users = new ArrayList<String>();
        kernel.server()
                .sessions()
                .forEach(session -> users.add(session.view().identity().user()));
        return users;
    }

    private static List<String> labels(TestKernel kernel) {
        var labels = new ArrayList<String>();
        kernel.server()
                .sessions()
                .forEach(session -> labels.add(session.view().admission().label()));
        return labels;
    }

    @Test
    void aTokenIsAllThatIsAskedFor() {
        try (TestKernel kernel = start("authorization { token: \"s3cr3t\" }")) {
            kernel.connect(token("s3cr3t")).expectIn();
            assertEquals(List.of("[REDACTED]"), users(kernel));
            assertEquals(List.of("token"), labels(kernel));
            kernel.connect(token("s3cr3t") + "," + user("u", "p")).expectIn();
            kernel.connect(token("s3cr3")).expectRefusal();
            kernel.connect(token("")).expectRefusal();
            kernel.connect(user("s3cr3t", "s3cr3t")).expectRefusal();
            kernel.connect("").expectRefusal();
        }
    }

    @Test
    void aTokenMayBeHashed() {
        try (TestKernel kernel = start("authorization { token: \"" + Logins.HASH_OF_U_U + "\" }")) {
            kernel.connect(token("U*U")).expectIn();
            kernel.connect(token("U*V")).expectRefusal();
            kernel.connect(token(Logins.HASH_OF_U_U)).expectRefusal();
        }
    }

    @Test
    void passwordsMayBeHashed() {
        try (TestKernel kernel =
                start("authorization { users: [ { user: a, password: \"" + Logins.HASH_OF_U_U + "\" } ] }")) {
            kernel.connect(user("a", "U*U")).expectIn();
            kernel.connect(user("a", "U*V")).expectRefusal();
            kernel.connect(user("a", Logins.HASH_OF_U_U)).expectRefusal();
            kernel.connect(user("a", "")).expectRefusal();
            kernel.connect(user("a", "U*U")).expectIn();
        }
    }

    @Test
    void aUserWithoutPasswordLogsInWithoutOne() {
        try (TestKernel kernel = start("authorization { users: [ { user: a } ] }")) {
            kernel.connect("\"user\":\"a\"").expectIn();
            kernel.connect(user("a", "")).expectIn();
            kernel.connect(user("a", "x")).expectRefusal();
            kernel.connect("").expectRefusal();
        }
    }

    @Test
    void withoutUsersEverybodyComesIn() {
        for (String open : List.of(
                "",
                "authorization {}",
                "authorization { users: [] }",
                "authorization { timeout: 1 }",
                "authorization { token: \"\" }")) {
            try (TestKernel kernel = start(open)) {
                assertFalse(kernel.open().takeInfo().contains("auth_required"), open);
                kernel.connect("").expectIn();
                kernel.connect(user("any", "body")).expectIn();
            }
        }
    }

    @Test
    void flagsAreAsGoodAsTheFile() {
        try (TestKernel kernel = TestKernel.with(Logins.plugins())
                .flags("--user", "joe", "--pass", "secret")
                .start()) {
            assertTrue(kernel.open().takeInfo().contains("\"auth_required\":true"));
            kernel.connect(user("joe", "secret")).expectIn();
            kernel.connect(user("joe", "Secret")).expectRefusal();
        }
        try (TestKernel kernel =
                TestKernel.with(Logins.plugins()).flags("--auth", "s3cr3t").start()) {
            kernel.connect(token("s3cr3t")).expectIn();
        }
    }

    @Test
    void whoIsSlowIsTimedOut() {
        try (TestKernel kernel = start("authorization { user: a, password: pa, timeout: 0.5 }")) {
            TestConnection slow = kernel.open();
            slow.takeInfo();
            kernel.advance(Duration.ofMillis(499));
            assertEquals("", slow.take());
            kernel.advance(Duration.ofMillis(1));
            slow.expectEnd("-ERR 'Authentication Timeout'\r\n", "Authentication Timeout");
        }
    }

    @Test
    void twoSecondsAreUsual() {
        try (TestKernel kernel = start(TWO)) {
            TestConnection slow = kernel.open();
            slow.takeInfo();
            kernel.advance(Duration.ofMillis(1_999));
            slow.connect(user("a", "pa")).expectIn();
            kernel.advance(Duration.ofSeconds(10));
            slow.expectIn();
        }
    }

    @Test
    void anotherConnectIsJudgedAnew() {
        try (TestKernel kernel = start(TWO)) {
            TestConnection client = kernel.connect(user("a", "pa")).expectIn();
            client.connect(user("b", "pb")).expectIn();
            assertEquals(List.of("b"), users(kernel));
            client.connect(user("a", "pb")).expectRefusal();
        }
    }

    @Test
    void messagesFlowWhileAFloodOfLogInsWaits() {
        try (TestKernel kernel =
                start("authorization { users: [ { user: a, password: pa }, { user: hashed, password: \""
                        + Logins.HASH_OF_U_U + "\" } ] }")) {
            TestConnection client = kernel.connect(user("a", "pa")).expectIn();
            client.send("SUB x 1\r\n");
            List<TestConnection> flood = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                flood.add(kernel.connect(user("hashed", "guess" + i)));
                client.send("PUB x 0\r\n\r\nPING\r\n");
                assertEquals("MSG x 1 0\r\n\r\nPONG\r\n", client.take());
            }
            flood.forEach(TestConnection::expectRefusal);
        }
    }

    @Test
    void plaintextIsWarnedOfOnceAndHashesAreNot() {
        RecordedLog.clear();
        start(TWO).close();
        assertEquals(1, warnings());
        RecordedLog.clear();
        start("authorization { user: a, password: \"" + Logins.HASH_OF_U_U + "\" }")
                .close();
        start("authorization { token: t }").close();
        assertEquals(0, warnings());
    }

    private static long warnings() {
        return RecordedLog.lines().stream()
                .filter(line ->
                        line.startsWith("WARN") && line.endsWith("Plaintext passwords detected, use nkeys or bcrypt"))
                .count();
    }

    @Test
    void theLogSaysWhoWasRefusedAndNoSecret() {
        RecordedLog.clear();
        try (TestKernel kernel = start("authorization { users: [ { user: a, password: hidden-in-file } ] }")) {
            kernel.connect(user("a", "hidden-in-file")).expectIn();
            kernel.connect(user("a", "guessed-by-client")).expectRefusal();
            kernel.connect(user("nobody", "guessed-by-client")).expectRefusal();
            kernel.connect(token("guessed-by-client")).expectRefusal();
            kernel.reload("authorization { users: [ { user: a, password: hidden-in-new-file } ] }");
        }
        assertTrue(RecordedLog.contains("authentication error - User \"a\""));
        assertTrue(RecordedLog.contains("authentication error - User \"nobody\""));
        assertFalse(RecordedLog.contains("hidden-in"), () -> secretLines("hidden-in"));
        assertFalse(RecordedLog.contains("guessed-by"), () -> secretLines("guessed-by"));
    }

    private static String secretLines(String secret) {
        return RecordedLog.lines().stream()
                .filter(line -> line.contains(secret))
                .toList()
                .toString();
    }
}

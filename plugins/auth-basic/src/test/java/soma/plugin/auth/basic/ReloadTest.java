/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.auth.basic.Logins.start;
import static soma.plugin.auth.basic.Logins.token;
import static soma.plugin.auth.basic.Logins.user;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.RecordedLog;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

/** Users that come, go and change while clients are connected. */
class ReloadTest {
    private static String users(String list) {
        return "authorization { users: [ " + list + " ] }";
    }

    private static final String A = "{ user: a, password: pa }";
    private static final String B = "{ user: b, password: pb }";

    @Test
    void aUserWhoIsRemovedIsOutAndTheOthersNoticeNothing() {
        try (TestKernel kernel = start(users(A + ", " + B))) {
            TestConnection goes = kernel.connect(user("a", "pa")).expectIn();
            TestConnection stays = kernel.connect(user("b", "pb")).expectIn();
            stays.send("SUB x 1\r\n");
            kernel.reload(users(B));
            goes.expectRefusal();
            stays.send("PUB x 0\r\n\r\n").expect("MSG x 1 0\r\n\r\n");
            kernel.connect(user("a", "pa")).expectRefusal();
        }
    }

    @Test
    void aUserWhoIsAddedComesIn() {
        try (TestKernel kernel = start(users(B))) {
            kernel.connect(user("a", "pa")).expectRefusal();
            kernel.reload(users(A + ", " + B));
            kernel.connect(user("a", "pa")).expectIn();
            assertTrue(RecordedLog.contains("Reloaded: authorization users"));
        }
    }

    @Test
    void anotherPasswordEndsWhatTheOldOneOpened() {
        try (TestKernel kernel = start(users(A))) {
            TestConnection old = kernel.connect(user("a", "pa")).expectIn();
            kernel.reload(users("{ user: a, password: new }"));
            old.expectRefusal();
            kernel.connect(user("a", "new")).expectIn();
        }
    }

    @Test
    void thePasswordMayBecomeItsHash() {
        try (TestKernel kernel = start(users("{ user: a, password: \"U*U\" }"))) {
            TestConnection client = kernel.connect(user("a", "U*U")).expectIn();
            kernel.reload(users("{ user: a, password: \"" + Logins.HASH_OF_U_U + "\" }"));
            client.expectIn();
            kernel.reload(users("{ user: a, password: \"" + Logins.HASH_OF_U_U + "\" }, " + B));
            client.expectIn();
        }
    }

    @Test
    void oneUserBecomesAToken() {
        try (TestKernel kernel = start("authorization { user: a, password: pa }")) {
            TestConnection old = kernel.connect(user("a", "pa")).expectIn();
            kernel.reload("authorization { token: t }");
            old.expectRefusal();
            kernel.connect(token("t")).expectIn();
        }
    }

    @Test
    void authenticationIsTurnedOnAndOff() {
        try (TestKernel kernel = start("")) {
            TestConnection anybody = kernel.connect("").expectIn();
            TestConnection named = kernel.connect(user("a", "pa")).expectIn();
            kernel.reload(users(A));
            anybody.expectRefusal();
            named.expectIn();
            assertTrue(kernel.open().takeInfo().contains("\"auth_required\":true"));
            kernel.reload("");
            named.expectIn();
            assertFalse(kernel.open().takeInfo().contains("auth_required"));
            kernel.connect("").expectIn();
        }
    }

    @Test
    void theTimeoutHoldsForNewConnections() {
        try (TestKernel kernel = start(users(A))) {
            TestConnection client = kernel.connect(user("a", "pa")).expectIn();
            RecordedLog.clear();
            kernel.reload("authorization { timeout: 5, users: [ " + A + " ] }");
            assertTrue(RecordedLog.contains("Reloaded: authorization timeout = 5s"));
            assertFalse(RecordedLog.contains("authorization users"));
            TestConnection slow = kernel.open();
            slow.takeInfo();
            kernel.advance(Duration.ofSeconds(4));
            slow.connect(user("a", "pa")).expectIn();
            client.expectIn();
        }
    }

    @Test
    void whatHasNotChangedIsNotReloaded() {
        try (TestKernel kernel = start(users(A))) {
            TestConnection client = kernel.connect(user("a", "pa")).expectIn();
            RecordedLog.clear();
            kernel.reload("authorization { users: [ { pass: pa, username: a } ] }");
            assertFalse(RecordedLog.contains("Reloaded: "));
            client.expectIn();
        }
    }

    @Test
    void aMistakeChangesNothing() {
        try (TestKernel kernel = start(users(A))) {
            TestConnection client = kernel.connect(user("a", "pa")).expectIn();
            var refused = assertThrows(IllegalStateException.class, () -> kernel.reload(users(B + ", " + B)));
            assertEquals("test.conf:1:52: Duplicate user \"b\" detected", refused.getMessage());
            client.expectIn();
            kernel.connect(user("b", "pb")).expectRefusal();
        }
    }
}

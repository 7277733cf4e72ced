/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static soma.plugin.auth.basic.Logins.start;
import static soma.plugin.auth.basic.Logins.token;
import static soma.plugin.auth.basic.Logins.user;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

/** Who says nothing of himself is taken for the user that the configuration names. */
class NoAuthUserTest {
    private static final String CONFIGURATION =
            "no_auth_user: a\nauthorization { users: [ { user: a, password: pa }, { user: b, password: pb } ] }";

    @Test
    void infoDoesNotAskForCredentials() {
        try (TestKernel kernel = start(CONFIGURATION)) {
            assertFalse(kernel.open().takeInfo().contains("auth_required"));
        }
    }

    @Test
    void whoSaysNothingIsLetIn() {
        try (TestKernel kernel = start(CONFIGURATION)) {
            for (String silent : List.of("", "\"name\":\"me\"", "\"nkey\":\"q\"", "\"jwt\":\"q\"", user("", ""))) {
                kernel.connect(silent).expectIn();
            }
        }
    }

    @Test
    void whoSaysSomethingIsJudged() {
        try (TestKernel kernel = start(CONFIGURATION)) {
            kernel.connect(user("b", "pb")).expectIn();
            kernel.connect(user("a", "pa")).expectIn();
            kernel.connect(user("a", "")).expectRefusal();
            kernel.connect(user("b", "")).expectRefusal();
            kernel.connect("\"pass\":\"pa\"").expectRefusal();
            kernel.connect(token("pa")).expectRefusal();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING\r\n", "SUB x 1\r\nPING\r\n", "PUB x 0\r\n\r\nPING\r\n"})
    void connectMayBeLeftOut(String first) {
        try (TestKernel kernel = start(CONFIGURATION)) {
            TestConnection client = kernel.open();
            client.takeInfo();
            client.send(first).expectIn();
            client.connect(user("b", "wrong")).expectRefusal();
        }
    }

    @Test
    void theTimerRunsAllTheSame() {
        try (TestKernel kernel = start(CONFIGURATION)) {
            TestConnection silent = kernel.open();
            silent.takeInfo();
            TestConnection spoken = kernel.open();
            spoken.takeInfo();
            spoken.send("PING\r\n").expect("PONG\r\n");
            kernel.advance(Duration.ofSeconds(2));
            silent.expectEnd("-ERR 'Authentication Timeout'\r\n", "Authentication Timeout");
            spoken.expectIn();
        }
    }

    @Test
    void itsPasswordIsNotAskedForHoweverItIsKept() {
        try (TestKernel kernel = start("no_auth_user: a\nauthorization { users: [ { user: a, password: \""
                + Logins.HASH_OF_U_U + "\" } ] }")) {
            kernel.connect("").expectIn();
            kernel.connect(user("a", "")).expectRefusal();
        }
    }

    @Test
    void reloadsTakeItAwayAndBringIt() {
        String without = CONFIGURATION.substring(CONFIGURATION.indexOf('\n') + 1);
        try (TestKernel kernel = start(CONFIGURATION)) {
            TestConnection silent = kernel.connect("").expectIn();
            TestConnection named = kernel.connect(user("b", "pb")).expectIn();
            kernel.reload(without);
            silent.expectRefusal();
            named.expectIn();
            kernel.connect("").expectRefusal();
            kernel.reload(CONFIGURATION);
            kernel.connect("").expectIn();
            assertEquals(2, kernel.server().sessions().count());
        }
    }
}

/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static soma.plugin.auth.permissions.Users.alice;
import static soma.plugin.auth.permissions.Users.bob;
import static soma.plugin.auth.permissions.Users.may;
import static soma.plugin.auth.permissions.Users.start;

import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;

/** Permissions that change while their user is connected. */
class ReloadTest {
    @Test
    void subscriptionsThatAreNoLongerAllowedEndWithAnError() {
        try (TestKernel kernel = start("subscribe: \">\"")) {
            TestConnection alice = alice(kernel).send("SUB a 1\r\nSUB b 2\r\nSUB b q 3\r\nSUB c.* 4\r\n");
            TestConnection bob = bob(kernel);
            kernel.reload(may("subscribe: { allow: [\"a\", \"c.>\"], deny: \"c.secret\" }"));
            alice.expect("-ERR 'Permissions Violation for Subscription to \"b\" (sid \"2\")'\r\n"
                    + "-ERR 'Permissions Violation for Subscription to \"b\" using queue \"q\" (sid \"3\")'\r\n");
            bob.send("PUB a 0\r\n\r\nPUB b 0\r\n\r\nPUB c.secret 0\r\n\r\nPUB c.open 0\r\n\r\n");
            alice.expect("MSG a 1 0\r\n\r\nMSG c.open 4 0\r\n\r\n");
            assertFalse(alice.isClosed());
        }
    }

    @Test
    void publishingIsDeniedFromThenOn() {
        try (TestKernel kernel = start("publish: \">\"")) {
            TestConnection alice = alice(kernel);
            TestConnection bob = bob(kernel).send("SUB x 1\r\n");
            for (int i = 0; i < 3; i++) {
                alice.send("PUB x 0\r\n\r\n");
                bob.expect("MSG x 1 0\r\n\r\n");
            }
            kernel.reload(may("publish: { deny: x }"));
            alice.send("PUB x 0\r\n\r\n").expect("-ERR 'Permissions Violation for Publish to \"x\"'\r\n");
            kernel.reload(may("publish: x"));
            alice.send("PUB x 0\r\n\r\n");
            bob.expect("MSG x 1 0\r\n\r\n");
        }
    }

    @Test
    void whatWasFilteredComesWhenItIsAllowed() {
        try (TestKernel kernel = start("subscribe: { deny: secret }")) {
            TestConnection alice = alice(kernel).send("SUB * 1\r\n");
            TestConnection bob = bob(kernel).send("PUB secret 0\r\n\r\n");
            assertEquals("", alice.take());
            kernel.reload(may(""));
            bob.send("PUB secret 0\r\n\r\n");
            alice.expect("MSG secret 1 0\r\n\r\n");
        }
    }

    @Test
    void answersAreDeniedOnceTheyAreNoLongerAllowed() {
        try (TestKernel kernel = start("allow_responses: true")) {
            TestConnection alice = alice(kernel).send("SUB svc 1\r\n");
            bob(kernel).send("PUB svc in.1 0\r\n\r\n");
            alice.expect("MSG svc 1 in.1 0\r\n\r\n");
            kernel.reload(may("publish: nothing"));
            alice.send("PUB in.1 0\r\n\r\n").expect("-ERR 'Permissions Violation for Publish to \"in.1\"'\r\n");
        }
    }

    @Test
    void aUserWhoMayNoLongerComeThatWayIsOut() {
        String user = "authorization { users: [ { user: alice, password: pa, clients: [%s] } ] }";
        try (TestKernel kernel = Users.configured(user.formatted("STANDARD")).start()) {
            TestConnection alice = alice(kernel);
            kernel.reload(user.formatted("MQTT"));
            alice.expectRefusal();
        }
    }

    @Test
    void equalPermissionsInOtherWordsChangeNothing() {
        try (TestKernel kernel = start("publish: { allow: [x] }, allow_responses: true")) {
            TestConnection alice = alice(kernel).send("SUB svc 1\r\n");
            TestConnection bob = bob(kernel).send("SUB in.1 2\r\nPUB svc in.1 0\r\n\r\n");
            alice.expect("MSG svc 1 in.1 0\r\n\r\n");
            kernel.reload(may("publish_allow_responses: { max: 1, ttl: \"120s\" }, pub: x"));
            alice.send("PUB in.1 0\r\n\r\n");
            bob.expect("MSG in.1 2 0\r\n\r\n");
        }
    }
}

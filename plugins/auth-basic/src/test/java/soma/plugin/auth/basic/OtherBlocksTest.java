/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.basic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static soma.plugin.auth.basic.Logins.user;

import java.util.List;
import org.junit.jupiter.api.Test;
import soma.kernel.testkit.TestConnection;
import soma.kernel.testkit.TestKernel;
import soma.kernel.testkit.TestKernelBuilder;

/** Users in the blocks of another plugin. */
class OtherBlocksTest {
    private static final String TWO_WORLDS =
            "worlds { A { users: [{ user: a, password: pa }] }, B { users: [{ user: b, password: pb }] } }";

    private static TestKernelBuilder configured(String configuration) {
        return TestKernel.with(Logins.plugins(new Bystander())).configuration(configuration);
    }

    @Test
    void usersAreAdmittedToTheirSpace() {
        try (TestKernel kernel = configured(TWO_WORLDS).start()) {
            TestConnection a = kernel.connect(user("a", "pa")).expectIn();
            TestConnection b = kernel.connect(user("b", "pb")).expectIn();
            a.send("SUB > 1\r\nPING\r\n").expect("PONG\r\n");
            b.send("SUB x 1\r\nPUB x 0\r\n\r\nPING\r\n").expect("MSG x 1 0\r\n\r\nPONG\r\n");
            a.send("PING\r\n").expect("PONG\r\n");
            kernel.connect(user("a", "pb")).expectRefusal();
        }
    }

    @Test
    void whoMovesToAnotherSpaceHasToConnectAgain() {
        try (TestKernel kernel = configured(TWO_WORLDS).start()) {
            TestConnection a = kernel.connect(user("a", "pa")).expectIn();
            TestConnection b = kernel.connect(user("b", "pb")).expectIn();
            kernel.reload("worlds { B { users: [{ user: a, password: pa }, { user: b, password: pb }] } }");
            a.expectEnd("", "Client Closed");
            b.expectIn();
            kernel.connect(user("a", "pa")).expectIn();
        }
    }

    @Test
    void aSpaceThatMayNotExistKeepsItsUsersOut() {
        try (TestKernel kernel = configured("worlds { missing { users: [{ user: a, password: pa }] } }")
                .start()) {
            kernel.connect(user("a", "pa")).expectEnd("-ERR 'Authorization Violation'\r\n", "Missing Account");
        }
    }

    @Test
    void namesAreUniqueInTheServerAndOneUserIsForServersWithoutOthers() {
        List<String> twice = configured("authorization { users: [{ user: a }] }\n" + TWO_WORLDS)
                .errors();
        assertTrue(twice.size() == 1 && twice.getFirst().contains("Duplicate user \"a\" detected"), twice::toString);
        String one = "worlds { A { users: [{ user: a }] } }";
        assertEquals(
                List.of("test.conf:2:14: Can not have a single user/pass and accounts"),
                configured("authorization { user: x, password: y }\n" + one).errors());
        assertEquals(
                List.of("test.conf:2:14: Can not have a token and accounts"),
                configured("authorization { token: x }\n" + one).errors());
        assertEquals(
                List.of(),
                configured("authorization { token: x }\nworlds { A {} }").errors());
    }
}
